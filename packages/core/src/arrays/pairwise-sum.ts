/** Numbers that are added without halving them first. */
const BLOCK = 128;
const LANES = 8;

/**
 * The sum of numbers in double precision, halves first: the error grows with the logarithm of their number, not with the number.
 *
 * @param begin - Place of the first. @param end - Place behind the last.
 * @source Higham 1993; in NumPy's order, so that sums are the same to the last bit.
 */
export function pairwiseSum(
  values: ArrayLike<number>,
  begin = 0,
  end: number = values.length,
): number {
  const count = end - begin;
  if (count === 0) return 0;
  if (count > BLOCK) {
    const half = Math.floor(count / 2);
    const middle = begin + half - (half % LANES);
    return pairwiseSum(values, begin, middle) + pairwiseSum(values, middle, end);
  }
  const whole = end - (count % LANES);
  let sum = whole > begin ? sumOfLanes(values, begin, whole) : -0;
  for (let at = whole; at < end; at++) sum += values[at] as number;
  return sum;
}

/** Eight sums side by side, of a multiple of eight numbers. */
function sumOfLanes(values: ArrayLike<number>, begin: number, end: number): number {
  let a = values[begin] as number;
  let b = values[begin + 1] as number;
  let c = values[begin + 2] as number;
  let d = values[begin + 3] as number;
  let e = values[begin + 4] as number;
  let f = values[begin + 5] as number;
  let g = values[begin + 6] as number;
  let h = values[begin + 7] as number;
  for (let at = begin + LANES; at < end; at += LANES) {
    a += values[at] as number;
    b += values[at + 1] as number;
    c += values[at + 2] as number;
    d += values[at + 3] as number;
    e += values[at + 4] as number;
    f += values[at + 5] as number;
    g += values[at + 6] as number;
    h += values[at + 7] as number;
  }
  return a + b + (c + d) + (e + f + (g + h));
}
