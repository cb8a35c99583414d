import { type OptionDefaults, requireSeed, requireWholeNumber } from '@myelin/core';
import { requireSizes, type SplitSizes } from './split-sizes.ts';

export interface ShuffleSplitOptions extends SplitSizes {
  /** Number of folds. Whole number, at least 1. @defaultValue `10` */
  readonly nSplits?: number;
  /** Fixes the folds. @defaultValue `null`, others every time */
  readonly seed?: number | null;
}

/** Fraction of the rows to be judged by, where nothing is said. */
export const SHUFFLE_SHARE = 0.1;

export const shuffleSplitDefaults: OptionDefaults<ShuffleSplitOptions> = {
  nSplits: 10,
  testSize: null,
  trainSize: null,
  seed: null,
};

/** @throws {@link ArgumentError} an option is wrong. */
export function requireShuffleSplit(where: string, options: ShuffleSplitOptions): void {
  requireWholeNumber(where, 'nSplits', options.nSplits, { min: 1 });
  requireSizes(where, options);
  requireSeed(where, options.seed);
}
