import { NdArray } from '@myelin/core';

/**
 * Rows of numbers, all of one length, as float32: the form in which most requests come, read at once. Undefined for all
 * else, good or bad.
 */
export function plainRows(input: unknown): NdArray | undefined {
  if (!Array.isArray(input) || !Array.isArray(input[0])) return undefined;
  const columns = input[0].length;
  const data = new Float32Array(input.length * columns);
  let at = 0;
  for (const row of input as readonly unknown[]) {
    if (!Array.isArray(row) || row.length !== columns) return undefined;
    for (const value of row as readonly unknown[]) {
      if (typeof value !== 'number') return undefined;
      data[at++] = value;
    }
  }
  return new NdArray(data, [input.length, columns]);
}
