import {
  ArgumentError,
  Callback,
  describe,
  requireBoolean,
  requireKnownOptions,
  requireNumber,
  requireWholeNumber,
} from '@myelin/core';
import type { ArrayInput } from '../data/array-input.ts';
import type { BatchIterable } from '../data/batch-source.ts';

/** 0 silent, 1 progress bar, 2 one line an epoch, `'auto'` a bar. */
export type Verbosity = 'auto' | 0 | 1 | 2;

/** Samples, targets and, if wanted, weights that training does not see. */
export type ValidationData =
  | readonly [x: ArrayInput, y: ArrayInput]
  | readonly [x: ArrayInput, y: ArrayInput, sampleWeight: ArrayInput]
  | BatchIterable;

export interface RunOptions {
  /** Samples in a batch, at least 1. Not for datasets, which bring batches. @defaultValue `32` */
  readonly batchSize?: number;
  /** @defaultValue `'auto'` */
  readonly verbose?: Verbosity;
  readonly callbacks?: readonly Callback[];
  /** Stops the run after the present batch; the call then rejects with an AbortError. */
  readonly signal?: AbortSignal;
}

export interface FitOptions extends RunOptions {
  /** Number of the epoch to stop before, counted from 0. @defaultValue `1` */
  readonly epochs?: number;
  /** Epoch to begin with, for a run that goes on. @defaultValue `0` */
  readonly initialEpoch?: number;
  /** Whether arrays are put in another random order each epoch. @defaultValue `true` */
  readonly shuffle?: boolean;
  /** Fraction in [0, 1) of the last rows, before any shuffling, that is kept for validation. @defaultValue `0` */
  readonly validationSplit?: number;
  /** Judged after each epoch. Overrides `validationSplit`. */
  readonly validationData?: ValidationData;
  /** Samples in a batch of validation. @defaultValue `batchSize` */
  readonly validationBatchSize?: number;
  /** Weight of each sample in the loss. @shape `[samples]` */
  readonly sampleWeight?: ArrayInput;
  /**
   * Whether training runs on a thread of its own, so that this one stays free. Needs steps that can be compiled.
   *
   * @defaultValue `false`
   */
  readonly worker?: boolean;
}

export interface EvaluateOptions extends RunOptions {
  /** Weight of each sample in the loss. @shape `[samples]` */
  readonly sampleWeight?: ArrayInput;
  /** Whether to answer `{ loss, accuracy }` and not a list. @defaultValue `false` */
  readonly returnDict?: boolean;
}

export type PredictOptions = RunOptions;

/** Options of a run, checked, with Keras's defaults. */
export interface CheckedRun {
  readonly batchSize: number;
  readonly verbose: 0 | 1 | 2;
  readonly callbacks: readonly Callback[];
  readonly signal: AbortSignal | undefined;
}

const RUN_OPTIONS = ['batchSize', 'verbose', 'callbacks', 'signal'];

/** @throws {@link ArgumentError} naming the option. */
export function checkRun(
  where: string,
  options: RunOptions,
  furtherOptions: readonly string[],
): CheckedRun {
  requireKnownOptions(where, options, [...RUN_OPTIONS, ...furtherOptions]);
  const { batchSize = 32, verbose = 'auto', callbacks = [], signal } = options;
  requireCallbacks(where, callbacks);
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new ArgumentError({
      where,
      problem: `\`signal\` must be an AbortSignal, received ${describe(signal)}`,
      fix: 'pass { signal: controller.signal } of a new AbortController()',
    });
  }
  return {
    batchSize: requireWholeNumber(where, 'batchSize', batchSize, { min: 1 }),
    verbose: checkVerbosity(where, verbose),
    callbacks,
    signal,
  };
}

export interface CheckedFit extends CheckedRun {
  readonly epochs: number;
  readonly initialEpoch: number;
  readonly shuffle: boolean;
  readonly validationSplit: number;
  readonly validationBatchSize: number;
  readonly worker: boolean;
}

const FIT_OPTIONS = [
  'epochs',
  'initialEpoch',
  'shuffle',
  'validationSplit',
  'validationData',
  'validationBatchSize',
  'sampleWeight',
  'worker',
];

/** @throws {@link ArgumentError} naming the option. */
export function checkFit(options: FitOptions): CheckedFit {
  const run = checkRun('fit', options, FIT_OPTIONS);
  const { epochs = 1, initialEpoch = 0, shuffle = true, validationSplit = 0 } = options;
  const { validationBatchSize = run.batchSize, worker = false } = options;
  return {
    ...run,
    epochs: requireWholeNumber('fit', 'epochs', epochs, { min: 1 }),
    initialEpoch: requireWholeNumber('fit', 'initialEpoch', initialEpoch, { min: 0 }),
    shuffle: requireBoolean('fit', 'shuffle', shuffle),
    validationSplit: requireNumber('fit', 'validationSplit', validationSplit, { min: 0, below: 1 }),
    validationBatchSize: requireWholeNumber('fit', 'validationBatchSize', validationBatchSize, {
      min: 1,
    }),
    worker: requireBoolean('fit', 'worker', worker),
  };
}

function requireCallbacks(where: string, callbacks: unknown): void {
  const list = Array.isArray(callbacks) ? callbacks : [callbacks];
  const wrong = Array.isArray(callbacks)
    ? list.find((one) => !(one instanceof Callback))
    : (callbacks ?? null);
  if (wrong === undefined) return;
  throw new ArgumentError({
    where,
    problem: `\`callbacks\` must be a list of Callback objects, received ${describe(wrong)}`,
    fix: 'pass for example { callbacks: [new LambdaCallback({ onEpochEnd: (epoch, logs) => … })] }',
  });
}

function checkVerbosity(where: string, verbose: unknown): 0 | 1 | 2 {
  if (verbose === 'auto') return 1;
  if (verbose === 0 || verbose === 1 || verbose === 2) return verbose;
  throw new ArgumentError({
    where,
    problem: `\`verbose\` must be 0, 1, 2 or 'auto', received ${describe(verbose)}`,
    fix: 'pass 0 for silence, 1 for a progress bar, 2 for one line an epoch',
  });
}
