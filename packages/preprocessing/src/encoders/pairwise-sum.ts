/** Numbers that are added up in eight running sums before halves are added to each other. */
const BLOCK = 128;

/**
 * `Σ values[from … to)`, added up in the order in which NumPy does, to the last digit.
 *
 * @source NumPy `pairwise_sum`
 */
export function pairwiseSum(values: Float64Array, from = 0, to: number = values.length): number {
  const count = to - from;
  if (count > BLOCK) {
    const half = Math.floor(count / 2);
    const middle = from + half - (half % 8);
    return pairwiseSum(values, from, middle) + pairwiseSum(values, middle, to);
  }
  if (count < 8) {
    let sum = 0;
    for (let at = from; at < to; at++) sum += values[at] as number;
    return sum;
  }
  const sums = values.slice(from, from + 8);
  let at = from + 8;
  for (; at + 8 <= to; at += 8) {
    for (let k = 0; k < 8; k++) sums[k] = (sums[k] as number) + (values[at + k] as number);
  }
  const [a, b, c, d, e, f, g, h] = sums as unknown as readonly [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  let sum = a + b + (c + d) + (e + f + (g + h));
  for (; at < to; at++) sum += values[at] as number;
  return sum;
}
