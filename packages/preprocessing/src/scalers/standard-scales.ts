import type { ColumnMoments } from '../arithmetic/column-moments.ts';

/**
 * Standard deviations, 1 for columns that are constant but for rounding: whose variance is not above
 * `n · eps · var + (n · mean · eps)²`.
 *
 * @source Chan, Golub & LeVeque 1983; scikit-learn `_is_constant_feature`
 */
export const standardScales = ({ counts, means, variances }: ColumnMoments): Float64Array =>
  variances.map((variance, column) =>
    isConstant(variance, means[column] as number, counts[column] as number)
      ? 1
      : Math.sqrt(variance),
  );

/** Whether `count` numbers of that mean differ by no more than rounding. */
export function isConstant(variance: number, mean: number, count: number): boolean {
  const bound = count * Number.EPSILON * variance + (count * mean * Number.EPSILON) ** 2;
  return variance <= bound;
}
