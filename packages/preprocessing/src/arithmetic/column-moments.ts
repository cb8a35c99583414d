import type { Matrix } from '../input/matrix.ts';

/** Numbers of each column that are not missing, with their mean and population variance. */
export interface ColumnMoments {
  readonly counts: Float64Array;
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/** Sums over each column, missing values (NaN) left out. */
interface ColumnSums {
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  /** Sums of the squared deviations from the mean. */
  readonly squares: Float64Array;
}

/**
 * Mean and population variance of each column, missing values (NaN) left out; NaN where all are missing.
 *
 * Two passes, with the sum of the deviations taken off: `var = (Σ(x - m)² - (Σ(x - m))² / n) / n`.
 *
 * @source Chan, Golub & LeVeque 1983, as scikit-learn's `_incremental_mean_and_var`.
 */
export function columnMoments(matrix: Matrix): ColumnMoments {
  const { counts, sums, squares } = columnSums(matrix);
  return {
    counts,
    means: sums.map((sum, column) => sum / (counts[column] as number)),
    variances: squares.map((square, column) => square / (counts[column] as number)),
  };
}

/**
 * Moments of rows that are known by theirs, and of more rows.
 *
 * A column that is wholly missing in one of the two has the moments of the other.
 *
 * @source Chan, Golub & LeVeque 1983, equation 1.5; scikit-learn has NaN from there on where a column of a batch is missing.
 */
export function joinedMoments(before: ColumnMoments, more: Matrix): ColumnMoments {
  const { counts: newCounts, sums, squares } = columnSums(more);
  const counts = before.counts.slice();
  const means = before.means.slice();
  const variances = before.variances.slice();
  for (const [column, newCount] of newCounts.entries()) {
    if (newCount === 0) continue;
    const oldCount = before.counts[column] as number;
    const newSum = sums[column] as number;
    const newSquares = squares[column] as number;
    const count = oldCount + newCount;
    counts[column] = count;
    if (oldCount === 0) {
      means[column] = newSum / newCount;
      variances[column] = newSquares / newCount;
      continue;
    }
    const oldSum = (before.means[column] as number) * oldCount;
    const ratio = oldCount / newCount;
    const drift = oldSum / ratio - newSum;
    means[column] = (oldSum + newSum) / count;
    variances[column] =
      ((before.variances[column] as number) * oldCount +
        newSquares +
        (ratio / count) * (drift * drift)) /
      count;
  }
  return { counts, means, variances };
}

function columnSums({ data, rows, columns }: Matrix): ColumnSums {
  const counts = new Float64Array(columns);
  const sums = new Float64Array(columns);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const value = data[at] as number;
      if (Number.isNaN(value)) continue;
      counts[column] = (counts[column] as number) + 1;
      sums[column] = (sums[column] as number) + value;
    }
  }
  const means = sums.map((sum, column) => sum / (counts[column] as number));
  const drifts = new Float64Array(columns);
  const squares = new Float64Array(columns);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const deviation = (data[at] as number) - (means[column] as number);
      if (Number.isNaN(deviation)) continue;
      drifts[column] = (drifts[column] as number) + deviation;
      squares[column] = (squares[column] as number) + deviation * deviation;
    }
  }
  for (let column = 0; column < columns; column++) {
    const drift = drifts[column] as number;
    squares[column] = (squares[column] as number) - (drift * drift) / (counts[column] as number);
  }
  return { counts, sums, squares };
}
