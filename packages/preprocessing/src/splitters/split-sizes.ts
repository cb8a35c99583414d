import { ArgumentError, describe } from '@myelin/core';

export interface SplitSizes {
  /**
   * Rows to be judged by: a fraction in (0, 1), rounded up, or their number. @defaultValue `null`, all that are not learned
   * from
   */
  readonly testSize?: number | null;
  /** Rows to learn from: a fraction in (0, 1), rounded down, or their number. @defaultValue `null`, all others */
  readonly trainSize?: number | null;
}

/** @throws {@link ArgumentError} a size is neither a fraction nor a number of rows. */
export function requireSizes(where: string, { testSize, trainSize }: SplitSizes): void {
  requireSize(where, 'testSize', testSize);
  requireSize(where, 'trainSize', trainSize);
}

/**
 * Numbers of rows of both parts.
 *
 * @param share - Fraction to be judged by where no size is given.
 * @throws {@link ArgumentError} the parts do not fit into the rows, or one would be empty.
 */
export function sizesFor(
  where: string,
  rows: number,
  { testSize = null, trainSize = null }: SplitSizes,
  share: number,
): { readonly train: number; readonly test: number } {
  const given = testSize === null && trainSize === null ? share : testSize;
  requireFewer(where, 'testSize', given, rows);
  requireFewer(where, 'trainSize', trainSize, rows);
  if (isFraction(given) && isFraction(trainSize) && given + trainSize > 1) {
    throw sumError(where, given, trainSize, 'at most 1');
  }
  const wantedTest = isFraction(given) ? Math.ceil(given * rows) : given;
  const wantedTrain = isFraction(trainSize) ? Math.floor(trainSize * rows) : trainSize;
  const test = wantedTest ?? rows - (wantedTrain ?? 0);
  const train = wantedTrain ?? rows - test;
  if (train + test > rows) throw sumError(where, test, train, `at most the ${rows} rows`);
  if (train > 0) return { train, test };
  throw new ArgumentError({
    where,
    problem: `of ${rows} ${rows === 1 ? 'row' : 'rows'} none would be left to learn from (\`testSize\` ${given}, \`trainSize\` ${trainSize})`,
    fix: 'pass more rows, or other sizes',
  });
}

const isFraction = (size: number | null): size is number => size !== null && size < 1;

function requireSize(where: string, option: string, size: unknown): void {
  if (size === null || size === undefined) return;
  const isNumber = typeof size === 'number';
  if (isNumber && ((size > 0 && size < 1) || (Number.isSafeInteger(size) && size >= 1))) return;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be a fraction between 0 and 1 or a whole number of rows, received ${describe(size)}`,
    fix: `pass for example { ${option}: 0.25 }`,
  });
}

function requireFewer(where: string, option: string, size: number | null, rows: number): void {
  if (size === null || isFraction(size) || size < rows) return;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be below the number of rows, ${rows}, received ${size}`,
    fix: `pass for example { ${option}: 0.25 }`,
  });
}

const sumError = (where: string, test: number, train: number, most: string): ArgumentError =>
  new ArgumentError({
    where,
    problem: `\`testSize\` and \`trainSize\` must be together ${most}, received ${test} and ${train}`,
    fix: 'leave one of them out: it then takes the rest',
  });
