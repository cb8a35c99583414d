import { DataError } from '@myelin/core';
import { type Matrix, newMatrix } from '../input/matrix.ts';

/** A column for each bin, 1 in that of the number, else 0. */
export function binsToOneHot(bins: Matrix, counts: readonly number[]): Matrix {
  const width = counts.reduce((sum, count) => sum + count, 0);
  const made = newMatrix(bins.rows, width);
  for (let row = 0; row < bins.rows; row++) {
    let begin = row * width;
    for (const [column, count] of counts.entries()) {
      made.data[begin + (bins.data[row * bins.columns + column] as number)] = 1;
      begin += count;
    }
  }
  return made;
}

/**
 * The bin with the largest number, the first of several.
 *
 * @throws {@link DataError} the numbers of a column add up to 0.
 */
export function binsFromOneHot(where: string, x: Matrix, counts: readonly number[]): Matrix {
  const bins = newMatrix(x.rows, counts.length);
  for (let row = 0; row < x.rows; row++) {
    let begin = row * x.columns;
    for (const [column, count] of counts.entries()) {
      const numbers = x.data.subarray(begin, begin + count);
      begin += count;
      if (numbers.reduce((sum, value) => sum + value, 0) === 0) {
        throw new DataError({
          where,
          problem: `the bins of column ${column} add up to 0 in row ${row}`,
          fix: 'pass what transform gave: a 1 for one bin of each column',
        });
      }
      bins.data[row * counts.length + column] = largestAt(numbers);
    }
  }
  return bins;
}

function largestAt(numbers: Float64Array): number {
  let best = 0;
  for (const [at, value] of numbers.entries()) if (value > (numbers[best] as number)) best = at;
  return best;
}
