import type { LinearStepOptions } from './linear-step.ts';

export interface LinearStates {
  readonly w: readonly number[];
  readonly total: number;
}

/**
 * What {@link linearStep} comes to, in doubles and row by row, from weights of 0.
 *
 * @param order - The rows of all batches.
 */
export function linearReference(
  { rows, features, units }: LinearStepOptions,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  order: readonly number[],
  rate: number,
): LinearStates {
  const w: number[] = Array(features * units).fill(0);
  let total = 0;
  for (let begin = 0; begin < order.length; begin += rows) {
    const batch = order.slice(begin, begin + rows);
    const errors = batch.map((row) =>
      Array.from({ length: units }, (_, u) => {
        let sum = -y[row * units + u]!;
        for (let k = 0; k < features; k++) sum += x[row * features + k]! * w[k * units + u]!;
        return sum;
      }),
    );
    for (const [i, row] of batch.entries()) {
      for (let u = 0; u < units; u++) total += errors[i]![u]! ** 2;
      for (let k = 0; k < features; k++) {
        for (let u = 0; u < units; u++) {
          w[k * units + u]! -= rate * x[row * features + k]! * errors[i]![u]!;
        }
      }
    }
  }
  return { w, total };
}
