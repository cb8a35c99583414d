import type { Matrix } from '../input/matrix.ts';

/** Numbers of each column that are not missing, with their mean and population variance. */
export interface ColumnMoments {
  readonly counts: Float64Array;
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/**
 * Mean and population variance of each column, missing values (NaN) left out; NaN where all are missing.
 *
 * Two passes, with the sum of the deviations taken off: `var = (Σ(x - m)² - (Σ(x - m))² / n) / n`.
 *
 * @source Chan, Golub & LeVeque 1983, as scikit-learn's `_incremental_mean_and_var`.
 */
export function columnMoments({ data, rows, columns }: Matrix): ColumnMoments {
  const counts = new Float64Array(columns);
  const means = new Float64Array(columns);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const value = data[at] as number;
      if (Number.isNaN(value)) continue;
      counts[column] = (counts[column] as number) + 1;
      means[column] = (means[column] as number) + value;
    }
  }
  for (let column = 0; column < columns; column++) {
    means[column] = (means[column] as number) / (counts[column] as number);
  }
  const drifts = new Float64Array(columns);
  const variances = new Float64Array(columns);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const deviation = (data[at] as number) - (means[column] as number);
      if (Number.isNaN(deviation)) continue;
      drifts[column] = (drifts[column] as number) + deviation;
      variances[column] = (variances[column] as number) + deviation * deviation;
    }
  }
  for (let column = 0; column < columns; column++) {
    const count = counts[column] as number;
    const drift = drifts[column] as number;
    variances[column] = ((variances[column] as number) - (drift * drift) / count) / count;
  }
  return { counts, means, variances };
}
