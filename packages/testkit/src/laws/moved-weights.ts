import type { KnownShape, NdArray, Weight } from '@myelin/core';
import { arrayOf } from '../compare/array-of.ts';
import { randomArray } from '../gradients/random-array.ts';

/** The value of a weight plus noise that is small against what initializers give: first values are often zeros. */
export function movedValue(weight: Weight, seed: number): NdArray {
  const array = arrayOf(weight.value);
  const noise = randomArray(array.shape as KnownShape, 100 + seed);
  return array.map((value, i) => value + 0.2 * (noise.data[i] ?? 0));
}
