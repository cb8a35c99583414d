import { ArgumentError, type DataType, NdArray, requireOneOf } from '@myelin/core';

/** Elements that one array can have in every browser. */
const MOST_ELEMENTS = 2 ** 30;

const storage = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const;

/** Rows of zeros. @throws {@link ArgumentError} there are too many, or there is no such element type. */
export function newRows(where: string, rows: number, columns: number, dtype: DataType): NdArray {
  requireOneOf(where, 'dtype', dtype, Object.keys(storage) as DataType[]);
  if (rows * columns <= MOST_ELEMENTS) {
    return new NdArray(new storage[dtype](rows * columns), [rows, columns], dtype);
  }
  throw new ArgumentError({
    where,
    problem: `an array has at most ${MOST_ELEMENTS} elements, received ${rows} rows of ${columns}`,
    fix: 'pass fewer rows at a time, or a smaller number of classes',
  });
}
