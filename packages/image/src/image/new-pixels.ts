import { ArgumentError, NdArray, shapeSize } from '@myelin/core';

/** Most numbers of one picture or batch: 4 GB as float32. */
const MOST = 2 ** 30;

/** Numbers that are made into pixels when they are set: bytes are rounded, halves to even, and kept from 0 to 255. */
export type Pixels = Uint8ClampedArray | Float32Array;

/** What a picture holds, as {@link Pixels}: the same memory. */
export function pixelsOf({ data }: NdArray): Pixels {
  if (data instanceof Float32Array) return data;
  return new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
}

/**
 * Room for a picture or a batch of them, all zero.
 *
 * @throws {@link ArgumentError} there is not so much memory.
 */
export function newPixels(where: string, dtype: string, shape: readonly number[]): NdArray {
  const size = shapeSize(shape);
  if (!(size <= MOST)) {
    throw new ArgumentError({
      where,
      problem: `the result would have shape [${shape.join(', ')}], and ${MOST} numbers are the most`,
      fix: 'ask for fewer or smaller images',
    });
  }
  return dtype === 'uint8'
    ? new NdArray(new Uint8Array(size), shape)
    : new NdArray(new Float32Array(size), shape);
}

/** The shape of a picture of another size, with an axis of channels where `like` has one. */
export function shapeLike(like: NdArray, height: number, width: number): readonly number[] {
  return [height, width, ...like.shape.slice(2)];
}
