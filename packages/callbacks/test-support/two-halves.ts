import { NdArray, RandomSource } from '@myelin/core';

const samples = 64;

/** Features of a sample of {@link twoHalves}. */
export const features = 8;

/** Random points, and whether their first number is above zero. */
export function twoHalves(): { readonly x: NdArray; readonly y: NdArray } {
  const random = new RandomSource(1);
  const x = Float32Array.from({ length: samples * features }, () => random.uniform(-1, 1));
  const y = Float32Array.from({ length: samples }, (_, i) => ((x[i * features] ?? 0) > 0 ? 1 : 0));
  return { x: new NdArray(x, [samples, features]), y: new NdArray(y, [samples, 1]) };
}
