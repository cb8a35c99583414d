export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** The sum whose sigmoid is `y`. */
export function logit(y: number): number {
  return Math.log(y / (1 - y));
}

/**
 * How many pairs of weights in {-5, -4.5, …, 5} turn two values into an output, to three digits, by a sigmoid or by the sum
 * itself.
 */
export function expressible(
  [first, second]: readonly [number, number],
  output: number,
): { readonly pairs: number; readonly found: number } {
  const weights = Array.from({ length: 21 }, (_, i) => i / 2 - 5);
  const sums = weights.flatMap((a) => weights.map((b) => a * first + b * second));
  const isIt = (value: number): boolean => value.toFixed(3) === output.toFixed(3);
  return {
    pairs: sums.length,
    found: sums.filter((sum) => isIt(sum) || isIt(sigmoid(sum))).length,
  };
}
