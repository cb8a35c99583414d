import { DataError, formatShape, NdArray, ShapeError } from '@myelin/core';

/** Numbers in one list: codes of labels. */
export type LabelCodes = ArrayLike<number> | NdArray;

/** The numbers of a vector, or of a matrix of one column. @throws {@link ShapeError} it has more axes. */
export function readCodes(where: string, given: LabelCodes): ArrayLike<number> {
  if (!(given instanceof NdArray)) return given;
  if (given.rank === 1 || (given.rank === 2 && given.shape[1] === 1)) return given.data;
  throw new ShapeError({
    where,
    problem: `codes must have one axis, received shape ${formatShape(given.shape)}`,
    fix: 'pass one code for each label; argMax() gives those of rows of probabilities',
  });
}

/** A code is a place among so many classes. @throws {@link DataError} */
export function requirePlace(where: string, code: unknown, classes: number): number {
  if (Number.isInteger(code) && (code as number) >= 0 && (code as number) < classes) {
    return code as number;
  }
  throw new DataError({
    where,
    problem: `a code must be a whole number from 0 to ${classes - 1}, received ${String(code)}`,
    fix: 'pass what transform gave; argMax() gives the codes of rows of probabilities',
  });
}
