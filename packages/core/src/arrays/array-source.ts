import type { NdArray } from './nd-array.ts';

/** Something that has its numbers as an array: a table, a column of one. */
export interface ArraySource {
  toNdArray(): NdArray;
}

export const isArraySource = (value: unknown): value is ArraySource =>
  typeof value === 'object' &&
  value !== null &&
  'toNdArray' in value &&
  typeof value.toNdArray === 'function';
