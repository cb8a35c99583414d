import type { Tensor } from '@myelin/core';

/** Values by name, in ordinary memory. */
export type Results = ReadonlyMap<string, ArrayLike<number>>;

/**
 * Largest difference between two sets of results, relative to the largest number of the one expected, or to 1 if all
 * are smaller. Infinite where one has NaN or infinity and the other has not.
 */
export function largestDifference(actual: Results, expected: Results): number {
  let worst = actual.size === expected.size ? 0 : Number.POSITIVE_INFINITY;
  for (const [name, values] of expected)
    worst = Math.max(worst, difference(actual.get(name), values));
  return worst;
}

function difference(actual: ArrayLike<number> | undefined, expected: ArrayLike<number>): number {
  if (actual?.length !== expected.length) return Number.POSITIVE_INFINITY;
  let largest = 1;
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [actual[i] as number, expected[i] as number];
    if (Number.isFinite(b)) largest = Math.max(largest, Math.abs(b));
    if (Object.is(a, b) || a === b) continue;
    const off = Math.abs(a - b);
    worst = Math.max(worst, Number.isNaN(off) ? Number.POSITIVE_INFINITY : off);
  }
  return worst / largest;
}

/** Numbers of tensors by name. */
export function numbersOf(tensors: ReadonlyMap<string, Tensor>): Results {
  return new Map([...tensors].map(([name, tensor]) => [name, tensor.dataSync()]));
}
