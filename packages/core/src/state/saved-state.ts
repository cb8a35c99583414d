/**
 * What an object needs in order to go on where it left off, as plain data.
 *
 * Runs are saved as records of names and values, and can be kept in a file, sent, or put back in another process.
 */

import type { NdArray } from '../arrays/nd-array.ts';

/** Numbers may be anything, NaN and infinities too; arrays come back with the same elements, bit for bit. */
export type SavedValue =
  | null
  | boolean
  | number
  | string
  | NdArray
  | readonly SavedValue[]
  | SavedState;

/** Values by name. */
export interface SavedState {
  readonly [name: string]: SavedValue;
}
