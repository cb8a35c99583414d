import { type NdArray, ndArray, RandomSource } from '@myelin/core';

/** Rows of two numbers, and whether their sum is positive. */
export function twoClasses(rows: number, seed = 1): { readonly x: NdArray; readonly y: NdArray } {
  const random = new RandomSource(seed);
  const x = ndArray(
    Float32Array.from({ length: rows * 2 }, () => random.normal()),
    [rows, 2],
  );
  const y = ndArray(
    Int32Array.from({ length: rows }, (_, i) => (x.at(i, 0) + x.at(i, 1) > 0 ? 1 : 0)),
  );
  return { x, y };
}
