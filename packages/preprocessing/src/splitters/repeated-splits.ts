import { type OptionDefaults, requireSeed, requireWholeNumber } from '@myelin/core';
import type { Draws } from './draws.ts';
import type { Fold } from './fold.ts';
import { foldsByNumber } from './folds-by-number.ts';

export interface RepeatedKFoldOptions {
  /** Number of folds of each repetition. Whole number, at least 2. @defaultValue `5` */
  readonly nSplits?: number;
  /** Number of repetitions. Whole number, at least 1. @defaultValue `10` */
  readonly nRepeats?: number;
  /** Fixes how the rows are shuffled each time. @defaultValue `null`, another one every time */
  readonly seed?: number | null;
}

export const repeatedDefaults: OptionDefaults<RepeatedKFoldOptions> = {
  nSplits: 5,
  nRepeats: 10,
  seed: null,
};

/** @throws {@link ArgumentError} an option is wrong. */
export function requireRepeated(where: string, options: RepeatedKFoldOptions): void {
  requireWholeNumber(where, 'nSplits', options.nSplits, { min: 2 });
  requireWholeNumber(where, 'nRepeats', options.nRepeats, { min: 1 });
  requireSeed(where, options.seed);
}

/** All folds of all repetitions. @param numbers - The fold in which each row is judged by, drawn anew. */
export function* repeatedFolds(
  { nSplits, nRepeats }: { readonly nSplits: number; readonly nRepeats: number },
  draws: Draws,
  numbers: (draws: Draws) => Int32Array,
): Generator<Fold> {
  for (let repeat = 0; repeat < nRepeats; repeat++) yield* foldsByNumber(numbers(draws), nSplits);
}
