/** How a column of rows is best kept in the memory of a session: as small as its values allow. */

import { EventLoopBreather, type NdArray } from '@myelin/core';

/**
 * - `compressed` where most numbers are 0: products then need not look at them
 * - `bytes` where the values are bytes, because their type says so or because they are whole numbers from 0 to 255: a
 *   quarter of the memory is also a quarter of the time that gathering waits for memory
 * - `integers` and `words` as they are
 */
export type ColumnForm = 'words' | 'bytes' | 'integers' | 'compressed';

/**
 * The form that suits an array.
 *
 * @param areBytes - Tells whether numbers are whole and from 0 to 255.
 */
export async function columnFormOf(
  array: NdArray,
  areBytes: (values: Float32Array) => boolean = areWholeBytes,
): Promise<ColumnForm> {
  const { data, dtype } = array;
  if (dtype === 'int32') return 'integers';
  if (isMostlyZeros(array)) return 'compressed';
  if (dtype === 'float64') return 'words';
  if (dtype !== 'float32') return 'bytes';
  return (await fitsBytes(data as Float32Array, areBytes)) ? 'bytes' : 'words';
}

/** Columns with fewer elements are not worth a look. */
const WORTH_NARROWING = 2 ** 16;
/** Elements of a row from which on leaving zeros out pays. */
const WIDE = 64;
/** Share of numbers other than 0 up to which it pays. */
const SPARSE = 0.25;
/** Elements that are worked on without a pause: a few milliseconds. */
export const COLUMN_PIECE = 2 ** 21;
/** Elements that are looked at to estimate that share. */
const SAMPLE = 2 ** 16;
/** As many do to choose a form: each costs a wait for memory. */
const SMALL_SAMPLE = 2 ** 13;

/** Whether so many numbers are 0 that products do well to leave them out. */
export function isMostlyZeros(array: NdArray): boolean {
  const { length, size } = array;
  if (size < WORTH_NARROWING || size / length < WIDE) return false;
  return shareOfOthers(array, SMALL_SAMPLE) <= SPARSE;
}

/** Share of numbers other than 0, estimated from some of them. */
export function shareOfOthers({ data, size }: NdArray, sample = SAMPLE): number {
  // A step that has no divisor in common with usual row lengths sees all columns.
  const step = Math.max(1, Math.floor(size / sample)) | 1;
  let seen = 0;
  let others = 0;
  for (let i = 0; i < size; i += step) {
    seen++;
    if (data[i] !== 0) others++;
  }
  return others / seen;
}

async function fitsBytes(
  values: Float32Array,
  areBytes: (values: Float32Array) => boolean,
): Promise<boolean> {
  if (values.length < WORTH_NARROWING) return false;
  const breather = new EventLoopBreather();
  for (let begin = 0; begin < values.length; begin += COLUMN_PIECE) {
    if (!areBytes(values.subarray(begin, begin + COLUMN_PIECE))) return false;
    await breather.breathe();
  }
  return true;
}

function areWholeBytes(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if ((value & 255) !== value) return false;
  }
  return true;
}
