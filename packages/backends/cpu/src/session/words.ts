/** Numbers as they lie in memory: floats, whole numbers, and truth values as 0 and -1, all bits set. */

import type { DataType } from '@myelin/program';
import type { MemoryViews } from './session-memory.ts';

/** Numbers (truth values as 0 and 1) as words. */
export function toWords(values: ArrayLike<number>, dtype: DataType): Float32Array | Int32Array {
  if (dtype === 'float32')
    return values instanceof Float32Array ? values : Float32Array.from(values);
  if (dtype === 'bool') return Int32Array.from(values, (value) => (value === 0 ? 0 : -1));
  return values instanceof Int32Array ? values : Int32Array.from(values);
}

/** Copy of words as numbers. */
export function readWords(
  { f32, i32 }: MemoryViews,
  address: number,
  size: number,
  dtype: DataType,
): Float32Array | Int32Array {
  const begin = address >> 2;
  if (dtype === 'float32') return f32.slice(begin, begin + size);
  const words = i32.slice(begin, begin + size);
  return dtype === 'bool' ? words.map((word) => (word === 0 ? 0 : 1)) : words;
}
