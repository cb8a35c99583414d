import {
  ArgumentError,
  Callback,
  describe,
  requireBoolean,
  requireKnownOptions,
  requireNumber,
  requireOptions,
  requireWholeNumber,
} from '@myelin/core';
import type { BatchData } from '../data/batch-data.ts';
import { type ClassWeight, requireClassWeight } from '../data/class-weight.ts';
import type { PerInput } from '../data/per-input.ts';
import type { PerOutput } from '../data/per-output.ts';

/** 0 silent, 1 progress bar, 2 one line an epoch, `'auto'` a bar. */
export type Verbosity = 'auto' | 0 | 1 | 2;

/** Samples, targets and, if wanted, weights that training does not see. */
export type ValidationData =
  | readonly [x: PerInput, y: PerOutput]
  | readonly [x: PerInput, y: PerOutput, sampleWeight: PerOutput]
  | BatchData;

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
  /**
   * Whether rows of arrays are put in another random order each epoch; `'batch'` changes the order only among the rows of
   * each batch.
   *
   * @defaultValue `true`
   */
  readonly shuffle?: boolean | 'batch';
  /** Fraction in [0, 1) of the last rows, before any shuffling, that is kept for validation. @defaultValue `0` */
  readonly validationSplit?: number;
  /** Judged after each epoch. Overrides `validationSplit`. */
  readonly validationData?: ValidationData;
  /** Samples in a batch of validation. @defaultValue `batchSize` */
  readonly validationBatchSize?: number;
  /** Batches that are judged, from the first on; null for all. @defaultValue `null` */
  readonly validationSteps?: number | null;
  /**
   * Epochs from one validation to the next; or the epochs, counted from 1, after which there is one.
   * @defaultValue `1`
   */
  readonly validationFreq?: number | readonly number[];
  /**
   * Batches in an epoch. The next epoch goes on where the data was left; null makes an epoch of all the data.
   * @defaultValue `null`
   */
  readonly stepsPerEpoch?: number | null;
  /** Weight of each sample in the loss; for several outputs one for all, a list or a record. @shape `[samples]` */
  readonly sampleWeight?: PerOutput | null;
  /**
   * Weight of the samples of each class in the loss of training: `{ 0: 1, 1: 5 }`. A class that is not named has 1. For
   * models with one output, with classes as whole numbers or one-hot.
   */
  readonly classWeight?: ClassWeight;
  /**
   * Whether training runs on a thread of its own, so that this one stays free. Needs steps that can be compiled.
   *
   * @defaultValue `false`
   */
  readonly worker?: boolean;
}

export interface EvaluateOptions extends RunOptions {
  /** Weight of each sample in the loss; for several outputs one for all, a list or a record. @shape `[samples]` */
  readonly sampleWeight?: PerOutput | null;
  /** Batches that are judged, from the first on; null for all. @defaultValue `null` */
  readonly steps?: number | null;
  /** Whether to answer `{ loss, accuracy }` and not a list. @defaultValue `false` */
  readonly returnDict?: boolean;
}

export interface PredictOptions extends RunOptions {
  /** Batches that are predicted for, from the first on; null for all. @defaultValue `null` */
  readonly steps?: number | null;
}

/** Options of a run, checked, with Keras's defaults. */
export interface CheckedRun {
  readonly batchSize: number;
  readonly verbose: 0 | 1 | 2;
  readonly callbacks: readonly Callback[];
  readonly signal: AbortSignal | undefined;
}

const RUN_OPTIONS = ['batchSize', 'verbose', 'callbacks', 'signal'];

/** @throws {@link ArgumentError} naming the option. */
function checkRun(
  where: string,
  options: RunOptions,
  furtherOptions: readonly string[],
): CheckedRun {
  requireOptions(where, options, `pass options last: ${where}(x, …, { batchSize: 32 })`);
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

export interface CheckedEvaluate extends CheckedRun {
  readonly steps: number | null;
  readonly returnDict: boolean;
}

/** @throws {@link ArgumentError} naming the option. */
export function checkEvaluate(options: EvaluateOptions): CheckedEvaluate {
  const run = checkRun('evaluate', options, ['sampleWeight', 'steps', 'returnDict']);
  const { steps = null, returnDict = false } = options;
  return {
    ...run,
    steps: requireSteps('evaluate', 'steps', steps),
    returnDict: requireBoolean('evaluate', 'returnDict', returnDict),
  };
}

export interface CheckedFit extends CheckedRun {
  readonly epochs: number;
  readonly initialEpoch: number;
  readonly shuffle: boolean | 'batch';
  readonly validationSplit: number;
  readonly validationBatchSize: number;
  readonly validationSteps: number | null;
  readonly validationFreq: number | readonly number[];
  readonly stepsPerEpoch: number | null;
  readonly classWeight: ReadonlyMap<number, number> | undefined;
  readonly worker: boolean;
}

const FIT_OPTIONS = [
  'epochs',
  'initialEpoch',
  'shuffle',
  'validationSplit',
  'validationData',
  'validationBatchSize',
  'validationSteps',
  'validationFreq',
  'stepsPerEpoch',
  'sampleWeight',
  'classWeight',
  'worker',
];

/** @throws {@link ArgumentError} naming the option. */
export function checkFit(options: FitOptions): CheckedFit {
  const run = checkRun('fit', options, FIT_OPTIONS);
  const { epochs = 1, initialEpoch = 0, shuffle = true, validationSplit = 0 } = options;
  const { validationBatchSize = run.batchSize, worker = false, classWeight } = options;
  const { stepsPerEpoch = null, validationSteps = null, validationFreq = 1 } = options;
  return {
    ...run,
    epochs: requireWholeNumber('fit', 'epochs', epochs, { min: 1 }),
    initialEpoch: requireWholeNumber('fit', 'initialEpoch', initialEpoch, { min: 0 }),
    shuffle: requireShuffle(shuffle),
    validationSplit: requireNumber('fit', 'validationSplit', validationSplit, { min: 0, below: 1 }),
    validationBatchSize: requireWholeNumber('fit', 'validationBatchSize', validationBatchSize, {
      min: 1,
    }),
    validationSteps: requireSteps('fit', 'validationSteps', validationSteps),
    validationFreq: requireEpochs(validationFreq),
    stepsPerEpoch: requireSteps('fit', 'stepsPerEpoch', stepsPerEpoch),
    classWeight: requireClassWeight('fit', classWeight),
    worker: requireBoolean('fit', 'worker', worker),
  };
}

export interface CheckedPredict extends CheckedRun {
  readonly steps: number | null;
}

/** @throws {@link ArgumentError} naming the option. */
export function checkPredict(options: PredictOptions): CheckedPredict {
  const run = checkRun('predict', options, ['steps']);
  return { ...run, steps: requireSteps('predict', 'steps', options.steps ?? null) };
}

function requireShuffle(shuffle: unknown): boolean | 'batch' {
  if (typeof shuffle === 'boolean' || shuffle === 'batch') return shuffle;
  throw new ArgumentError({
    where: 'fit',
    problem: `\`shuffle\` must be true, false or 'batch', received ${describe(shuffle)}`,
    fix: "pass { shuffle: true }, or { shuffle: 'batch' } to change the order within batches only",
  });
}

function requireSteps(where: string, option: string, steps: number | null): number | null {
  return steps === null ? null : requireWholeNumber(where, option, steps, { min: 1 });
}

function requireEpochs(given: number | readonly number[]): number | readonly number[] {
  const list = Array.isArray(given) ? (given as readonly number[]) : [given as number];
  for (const epoch of list) requireWholeNumber('fit', 'validationFreq', epoch, { min: 1 });
  return given;
}

function requireCallbacks(where: string, callbacks: unknown): void {
  const isList = Array.isArray(callbacks);
  const at = isList ? callbacks.findIndex((one) => !(one instanceof Callback)) : 0;
  if (at < 0) return;
  const wrong: unknown = isList ? callbacks[at] : callbacks;
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
