import { NdArray, shapeSize } from '@myelin/core';

/** The rows of several arrays of one element type, at least one, in one array. */
export function joinRows(parts: readonly NdArray[]): NdArray {
  const [first] = parts as readonly [NdArray];
  if (parts.length === 1) return first;
  const rows = parts.reduce((sum, part) => sum + part.length, 0);
  const shape = [rows, ...first.shape.slice(1)];
  const Storage = first.data.constructor as new (length: number) => NdArray['data'];
  const data = new Storage(shapeSize(shape));
  let offset = 0;
  for (const part of parts) {
    data.set(part.data, offset);
    offset += part.size;
  }
  return new NdArray(data, shape, first.dtype);
}
