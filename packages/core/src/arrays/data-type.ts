/** Element types of arrays and tensors. */

/** Element type of an array in ordinary memory. No backend computes in `float64`: such arrays reach tensors and programs as float32. */
export type DataType = 'float64' | 'float32' | 'int32' | 'uint8' | 'bool';

/** Element type of a tensor on a backend. */
export type TensorDataType = 'float32' | 'int32' | 'bool';

/** Flat storage of an array; booleans are stored as 0 and 1 in bytes. */
export type NumericArray = Float64Array | Float32Array | Int32Array | Uint8Array;

const constructors = {
  float64: Float64Array,
  float32: Float32Array,
  int32: Int32Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const;

/** New zero-filled storage for `size` elements. */
export function allocate(dtype: DataType, size: number): NumericArray {
  return new constructors[dtype](size);
}

/**
 * `data` as storage of `dtype`: the same object where it already is one, a converted copy otherwise. For `'bool'` always a
 * copy, of zeros and ones.
 */
export function convert(data: ArrayLike<number>, dtype: DataType): NumericArray {
  const Storage = constructors[dtype];
  if (dtype === 'bool') return Uint8Array.from(data, (value) => (value ? 1 : 0));
  if (data instanceof Storage) return data;
  return Storage.from(data);
}
