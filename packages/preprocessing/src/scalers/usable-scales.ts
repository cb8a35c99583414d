/**
 * Scales to divide by: 1 where a column hardly varies, since what is left of it is rounding. NaN stays NaN.
 *
 * @source scikit-learn `_handle_zeros_in_scale`: below `10 · eps`.
 */
export const usableScales = (scales: Float64Array): Float64Array =>
  scales.map((scale) => (scale < 10 * Number.EPSILON ? 1 : scale));
