import type { DataType } from '@myelin/core';

/** How one element is read, and what holds them. */
export interface NpyElement {
  readonly bytes: number;
  /** `'integer'` for types that are wider than ours: `int32` where the values fit, else `float64`. */
  readonly dtype: DataType | 'integer';
  readonly read: (view: DataView, offset: number, littleEndian: boolean) => number;
}

/** By NumPy's letter for the kind, and the size in bytes. */
const elements: Readonly<Record<string, NpyElement>> = {
  b1: { bytes: 1, dtype: 'bool', read: (view, at) => (view.getUint8(at) ? 1 : 0) },
  u1: { bytes: 1, dtype: 'uint8', read: (view, at) => view.getUint8(at) },
  i1: { bytes: 1, dtype: 'int32', read: (view, at) => view.getInt8(at) },
  u2: { bytes: 2, dtype: 'int32', read: (view, at, little) => view.getUint16(at, little) },
  i2: { bytes: 2, dtype: 'int32', read: (view, at, little) => view.getInt16(at, little) },
  i4: { bytes: 4, dtype: 'int32', read: (view, at, little) => view.getInt32(at, little) },
  u4: { bytes: 4, dtype: 'integer', read: (view, at, little) => view.getUint32(at, little) },
  i8: {
    bytes: 8,
    dtype: 'integer',
    read: (view, at, little) => Number(view.getBigInt64(at, little)),
  },
  u8: {
    bytes: 8,
    dtype: 'integer',
    read: (view, at, little) => Number(view.getBigUint64(at, little)),
  },
  f2: { bytes: 2, dtype: 'float32', read: (view, at, little) => half(view.getUint16(at, little)) },
  f4: { bytes: 4, dtype: 'float32', read: (view, at, little) => view.getFloat32(at, little) },
  f8: { bytes: 8, dtype: 'float64', read: (view, at, little) => view.getFloat64(at, little) },
};

/** The element with such a description, for example `<f4`; nothing for what holds no numbers. */
export function npyElement(descr: string): NpyElement | undefined {
  return /^[<>|=]/.test(descr) ? elements[descr.slice(1)] : undefined;
}

/** IEEE 754 binary16: sign, 5 bits of exponent, 10 bits of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
