import {
  ArgumentError,
  describe,
  type Resolved,
  required,
  requireOptions,
  resolveOptions,
} from '@myelin/core';
import type { Fold } from './fold.ts';
import type { FoldScores } from './fold-scores.ts';
import type { Rows, SomeRows } from './rows.ts';
import { Splitter } from './splitter.ts';

/** What a fold learns from: nothing else is handed to `fit`. */
export interface TrainPart<X extends Rows, Y extends Rows> {
  readonly x: SomeRows<X>;
  readonly y: SomeRows<Y>;
}

export interface FoldContext {
  /** Number of the fold, from 0. */
  readonly fold: number;
  /** Number of all folds. */
  readonly folds: number;
  /** The signal of the call, for what takes long. */
  readonly signal: AbortSignal | undefined;
}

/** What learned from one fold: rows as they were given go in, so that it also does what was done to those it learned from. */
export interface FoldPredictor<Input, Prediction> {
  predict(x: Input): Prediction | Promise<Prediction>;
  /** Called once the fold was judged. */
  dispose?(): void;
}

/** How good predictions are. */
export type Score<Target, Prediction> = (
  yTrue: Target,
  yPredicted: Prediction,
) => number | Promise<number>;

/** One score, or several by name. */
export type Scores<Target, Prediction, Name extends string = string> =
  | Score<Target, Prediction>
  | { readonly [N in Name]: Score<Target, Prediction> };

export interface FoldReport {
  /** Number of the fold, from 0. */
  readonly fold: number;
  /** Number of all folds. */
  readonly folds: number;
  /** The scores of this fold by name; a single one is called `score`. */
  readonly scores: Readonly<Record<string, number>>;
  /** Time that fitting took, in seconds. */
  readonly fitSeconds: number;
}

export interface CrossValidateOptions<
  X extends Rows = Rows,
  Y extends Rows = Rows,
  Prediction = unknown,
  Name extends string = string,
> {
  /** All rows. */
  readonly x: X;
  /** What belongs to each row. */
  readonly y: Y;
  /** To which group each row belongs, for splitters that keep groups together. */
  readonly groups?: Rows | undefined;
  /** What makes the folds, or the folds themselves. */
  readonly splitter: Splitter | Iterable<Fold>;
  /**
   * Makes and trains a new model, preprocessing included. It is handed the rows to learn from and nothing else; those to be
   * judged by only come to `predict` of what it returns, and what belongs to them only to `score`.
   */
  readonly fit: (
    train: TrainPart<X, Y>,
    context: FoldContext,
  ) => FoldPredictor<SomeRows<X>, Prediction> | Promise<FoldPredictor<SomeRows<X>, Prediction>>;
  /** How good the predictions of a fold are: one function, or several by name. */
  readonly score: Scores<SomeRows<Y>, Prediction, Name>;
  /** Told after each fold. */
  readonly onFold?: ((report: FoldReport) => void) | undefined;
  /** Stops between steps; hand it on to what takes long in `fit`. */
  readonly signal?: AbortSignal | undefined;
}

/** @typeParam Name - Names of the scores; never for a single one. */
export interface CrossValidation<Name extends string = never> {
  /** The scores of all folds, with mean and standard deviation; by name where several were asked for. */
  readonly scores: [Name] extends [never] ? FoldScores : { readonly [N in Name]: FoldScores };
  /** Time that fitting took in each fold, in seconds. */
  readonly fitSeconds: readonly number[];
}

/** Options that were checked; what may be left out is null. */
type CheckedCrossValidation = Resolved<{
  readonly [Name in keyof CrossValidateOptions]: CrossValidateOptions[Name] | null;
}>;

/** @throws {@link ArgumentError} an option is missing, unknown, or of the wrong kind. */
export function checkedCrossValidation(where: string, options: object): CrossValidateOptions {
  requireOptions(where, options);
  const given = resolveOptions<CheckedCrossValidation>(where, options as CheckedCrossValidation, {
    x: required,
    y: required,
    splitter: required,
    fit: required,
    score: required,
    groups: null,
    onFold: null,
    signal: null,
  });
  const { x, y, splitter, fit, score, groups, onFold, signal } = given as CrossValidateOptions;
  requireFunction(where, 'fit', fit, 'a function that makes and trains a model');
  requireScores(where, score);
  if (onFold) requireFunction(where, 'onFold', onFold, 'a function');
  requireFolds(where, splitter);
  return {
    ...{ x, y, splitter, fit, score },
    groups: groups ?? undefined,
    onFold: onFold ?? undefined,
    signal: signal ?? undefined,
  };
}

function requireScores(where: string, score: unknown): void {
  const isRecord = typeof score === 'object' && score !== null && Object.keys(score).length > 0;
  if (!isRecord) requireFunction(where, 'score', score, 'a function, or several by name');
  else
    for (const [name, one] of Object.entries(score))
      requireFunction(where, `score.${name}`, one, 'a function');
}

function requireFolds(where: string, splitter: unknown): void {
  const isIterable =
    typeof splitter === 'object' && splitter !== null && Symbol.iterator in splitter;
  if (splitter instanceof Splitter || isIterable) return;
  throw new ArgumentError({
    where,
    problem: `\`splitter\` must be a splitter or a list of folds, received ${describe(splitter)}`,
    fix: 'pass for example { splitter: new KFold({ nSplits: 5, shuffle: true }) }',
  });
}

function requireFunction(where: string, option: string, value: unknown, wanted: string): void {
  if (typeof value === 'function') return;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be ${wanted}, received ${describe(value)}`,
    fix:
      option === 'fit'
        ? 'pass async (train) => { … return model }'
        : 'pass for example (yTrue, yPredicted) => 1',
  });
}
