import {
  ArgumentError,
  type OptionDefaults,
  requireBoolean,
  requireSeed,
  requireWholeNumber,
} from '@myelin/core';

export interface KFoldOptions {
  /** Number of folds. Whole number, at least 2. @defaultValue `5` */
  readonly nSplits?: number;
  /** Whether the rows are shuffled first. @defaultValue `false` */
  readonly shuffle?: boolean;
  /** Fixes how they are shuffled. @defaultValue `null`, another one every time */
  readonly seed?: number | null;
}

export const kFoldDefaults: OptionDefaults<KFoldOptions> = {
  nSplits: 5,
  shuffle: false,
  seed: null,
};

/** @throws {@link ArgumentError} an option is wrong, or there is a seed for what is not shuffled. */
export function requireKFold(where: string, { nSplits, shuffle, seed }: KFoldOptions): void {
  requireWholeNumber(where, 'nSplits', nSplits, { min: 2 });
  requireBoolean(where, 'shuffle', shuffle);
  if (requireSeed(where, seed) === null || shuffle) return;
  throw new ArgumentError({
    where,
    problem: `\`seed\` has no effect where nothing is shuffled, received ${seed}`,
    fix: `pass { shuffle: true, seed: ${seed} }, or leave \`seed\` out`,
  });
}

/** There are at least as many rows, or groups, as folds. @throws {@link ArgumentError} */
export function requireEnough(where: string, nSplits: number, count: number, what: string): void {
  if (nSplits <= count) return;
  throw new ArgumentError({
    where,
    problem: `\`nSplits\` must be at most the number of ${what}, ${count}, received ${nSplits}`,
    fix:
      count < 2
        ? `pass data with more ${what}`
        : `pass for example { nSplits: ${Math.min(count, 5)} }, or more ${what}`,
  });
}
