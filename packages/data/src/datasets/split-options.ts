import { requireKnownOptions, requireNumber, requireWholeNumber } from '@myelin/core';

/** How the rows of a data set that comes in one piece are divided. */
export interface SplitOptions {
  /** Fraction in [0, 1) of the rows that goes to the test part; of each class where there are classes. @defaultValue `0.2` */
  readonly testFraction?: number;
  /** Fixes which rows those are, and the order of all. @defaultValue `0` */
  readonly seed?: number;
}

/** Checks {@link SplitOptions} and fills in the defaults. @throws {@link ArgumentError} */
export function checkedSplit(
  where: string,
  options: SplitOptions,
  ownOptions: readonly string[] = [],
): Required<SplitOptions> {
  requireKnownOptions(where, options, ['testFraction', 'seed', ...ownOptions]);
  const { testFraction = 0.2, seed = 0 } = options;
  return {
    testFraction: requireNumber(where, 'testFraction', testFraction, { min: 0, below: 1 }),
    seed: requireWholeNumber(where, 'seed', seed, { min: 0 }),
  };
}
