/** How a column of rows lies in the memory of a session: as narrow as its values allow. */

import type { NdArray } from '@myelin/core';
import { columnForm } from '../compiler/driver/gather.ts';

export interface ColumnForm {
  readonly form: (typeof columnForm)[keyof typeof columnForm];
  readonly elementBytes: 1 | 4;
}

const bytes: ColumnForm = { form: columnForm.bytes, elementBytes: 1 };

/**
 * Bytes where the values are bytes: because their type says so, or because they are floats that happen to be whole
 * numbers from 0 to 255, such as words of a text that are there or not. A quarter of the memory is also a quarter of
 * the time that gathering waits for memory.
 */
export function formOf({ data, dtype }: NdArray): ColumnForm {
  if (dtype === 'uint8' || dtype === 'bool') return bytes;
  if (dtype === 'int32') return { form: columnForm.integers, elementBytes: 4 };
  return fitsBytes(data as Float32Array) ? bytes : { form: columnForm.words, elementBytes: 4 };
}

/** Small columns are not worth a look: `words` are gathered without widening. */
const WORTH_NARROWING = 2 ** 16;

function fitsBytes(values: Float32Array): boolean {
  if (values.length < WORTH_NARROWING) return false;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if ((value & 255) !== value || Object.is(value, -0)) return false;
  }
  return true;
}
