/** So few numbers are added one after the other. */
const FEW = 64;

/**
 * Sum of `values[begin]` up to but not including `values[end]`, halves added first: the error grows with the logarithm of
 * their number, not with the number.
 */
export function pairwiseSum(values: ArrayLike<number>, begin = 0, end = values.length): number {
  if (end - begin <= FEW) {
    let sum = 0;
    for (let i = begin; i < end; i++) sum += values[i] ?? 0;
    return sum;
  }
  const middle = begin + ((end - begin) >> 1);
  return pairwiseSum(values, begin, middle) + pairwiseSum(values, middle, end);
}
