import { NdArray, shapeSize } from '@myelin/core';

/** Bytes of base64. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** A recorded array. */
export function recordedArray(
  text: string,
  shape: readonly number[],
  dtype: string = 'uint8',
): NdArray {
  const bytes = bytesOf(text);
  return new NdArray(dtype === 'uint8' ? bytes : new Float32Array(bytes.buffer), shape);
}

/** The picture that scripts/record-values.py calls by this name. */
export function pattern(...shape: number[]): NdArray {
  const data = Uint8Array.from({ length: shapeSize(shape) }, (_, i) => (i * i * 7 + i * 31) % 256);
  return new NdArray(data, shape);
}

/** The largest difference between two arrays, and how many elements differ. */
export function differences(a: NdArray, b: NdArray): { most: number; count: number } {
  let [most, count] = [0, 0];
  for (let i = 0; i < a.size; i++) {
    const difference = Math.abs((a.data[i] ?? 0) - (b.data[i] ?? 0));
    if (difference > 0) count++;
    if (!(difference <= most)) most = difference;
  }
  return { most, count };
}
