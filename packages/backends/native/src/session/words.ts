/** Numbers as they lie in memory: floats, whole numbers, and truth values as 0 and -1, all bits set. */

import type { DataType } from '@myelin/program';

/** The words of numbers (truth values as 0 and 1): a view of the array itself where it has the right type. */
export function toWords(values: ArrayLike<number>, dtype: DataType): Uint32Array {
  if (dtype === 'float32') {
    return viewOf(values instanceof Float32Array ? values : Float32Array.from(values));
  }
  if (dtype === 'bool') return Uint32Array.from(values, (value) => (value === 0 ? 0 : 0xffff_ffff));
  return viewOf(values instanceof Int32Array ? values : Int32Array.from(values));
}

/** Numbers of a type, filled in by `read`, which gets their words. */
export function fromWords(
  size: number,
  dtype: DataType,
  read: (words: Uint32Array) => void,
): Float32Array | Int32Array {
  const values = dtype === 'float32' ? new Float32Array(size) : new Int32Array(size);
  read(viewOf(values));
  return dtype === 'bool' ? (values as Int32Array).map((word) => (word === 0 ? 0 : 1)) : values;
}

/** The memory of an array of words. */
export const viewOf = ({ buffer, byteOffset, length }: Float32Array | Int32Array): Uint32Array =>
  new Uint32Array(buffer, byteOffset, length);
