import type { KnownShape } from '@myelin/core';
import { NdArray, RandomSource, shapeSize } from '@myelin/core';

/** Normally distributed float32 numbers, fixed by the seed. */
export function randomArray(shape: KnownShape, seed: number): NdArray {
  const random = new RandomSource(seed);
  return new NdArray(
    Float32Array.from({ length: shapeSize(shape) }, () => random.normal()),
    shape,
  );
}

/** Whole numbers from 0 to `below - 1` as int32, fixed by the seed. */
export function randomIntegers(shape: KnownShape, below: number, seed: number): NdArray {
  const random = new RandomSource(seed);
  return new NdArray(
    Int32Array.from({ length: shapeSize(shape) }, () => random.integer(below)),
    shape,
  );
}
