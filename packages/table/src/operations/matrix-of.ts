import { NdArray } from '@myelin/core';
import type { Column } from '../column.ts';

/** The numbers of the columns side by side: float64 `[rows, columns]`. @throws {@link DataError} a column holds texts. */
export function matrixOf(columns: readonly Column[], length: number): NdArray {
  const width = columns.length;
  const data = new Float64Array(length * width);
  for (const [at, { numbers }] of columns.entries()) {
    for (let row = 0; row < numbers.length; row++) data[row * width + at] = numbers[row] as number;
  }
  return new NdArray(data, [length, width]);
}
