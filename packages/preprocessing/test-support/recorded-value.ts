import type { Cell } from '@myelin/table';

/** An array as the recordings write it. */
export interface RecordedArray {
  readonly shape: readonly number[];
  readonly dtype: string;
  /** Numbers, texts, booleans or null, or the words `"NaN"`, `"Infinity"`, `"-Infinity"`. */
  readonly data: readonly (number | string | boolean | null)[];
  /** Places of NaN, where texts stand beside them. */
  readonly nan?: readonly number[];
  readonly sparse?: boolean;
}

export const isRecordedArray = (value: unknown): value is RecordedArray =>
  typeof value === 'object' && value !== null && 'shape' in value && 'data' in value;

/** The elements, with NaN for NaN and null for None. */
export function elementsOf({
  dtype,
  data,
  nan,
}: RecordedArray): (number | string | boolean | null)[] {
  if (dtype === 'object') return data.map((value, at) => (nan?.includes(at) ? Number.NaN : value));
  if (!/^(float|int|uint|bool)/.test(dtype)) return [...data];
  return data.map((value) => (typeof value === 'string' ? Number(value) : value));
}

/** The rows of an array of two axes, the elements of one with one axis. Missing ones, NaN and None, are null. */
export function rowsOf(array: RecordedArray): Cell[][] {
  const cells = cellsOf(array);
  const [rows = 0, columns = 1] = array.shape;
  return Array.from({ length: rows }, (_, row) => cells.slice(row * columns, (row + 1) * columns));
}

export const cellsOf = (array: RecordedArray): Cell[] =>
  elementsOf(array).map((value) => (Number.isNaN(value) ? null : value));
