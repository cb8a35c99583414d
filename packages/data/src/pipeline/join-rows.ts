import { NdArray, type NumericArray, StringArray } from '@myelin/core';
import type { DataArray } from './arrays.ts';
import { joinStructures } from './join-structures.ts';

/** The rows of several blocks as one block: those of the first, then those of the second, …. There must be at least one. */
export function joinRows<E>(blocks: readonly E[]): E {
  const [first] = blocks;
  if (blocks.length === 1) return first as E;
  return joinStructures('Dataset.batch', blocks, (_, arrays) => joined(arrays));
}

function joined(arrays: readonly DataArray[]): DataArray {
  const model = arrays[0] as DataArray;
  const rows = arrays.reduce((sum, { length }) => sum + length, 0);
  const shape = [rows, ...model.shape.slice(1)];
  if (model instanceof StringArray) {
    return new StringArray(
      (arrays as readonly StringArray[]).flatMap(({ data }) => data),
      shape,
    );
  }
  const Storage = model.data.constructor as new (size: number) => NumericArray;
  const data = new Storage(arrays.reduce((sum, { size }) => sum + size, 0));
  let at = 0;
  for (const array of arrays as readonly NdArray[]) {
    data.set(array.data, at);
    at += array.size;
  }
  return new NdArray(data, shape, model.dtype);
}
