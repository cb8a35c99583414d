import { formatShape, NdArray, type NumericArray, ShapeError, StringArray } from '@myelin/core';
import type { DataArray } from './arrays.ts';
import { elementAt, joinStructures } from './join-structures.ts';

/**
 * Elements as one, along a new first axis. There must be at least one.
 *
 * @throws {@link ShapeError} arrays of one name differ in shape.
 * @throws {@link DataError} an element lacks an array that the first one has, has one more, or of another type.
 */
export function stack<E>(elements: readonly E[]): E {
  return joinStructures('Dataset.batch', elements, stackArrays);
}

function stackArrays(path: string, arrays: readonly DataArray[]): DataArray {
  const model = arrays[0] as DataArray;
  for (let i = 1; i < arrays.length; i++) requireShape(path, model, arrays[i] as DataArray, i);
  return stackAlike(arrays);
}

/** Arrays of one shape and element type as one, along a new first axis. */
export function stackAlike(arrays: readonly DataArray[]): DataArray {
  const model = arrays[0] as DataArray;
  const shape = [arrays.length, ...model.shape];
  if (model instanceof StringArray) {
    return new StringArray(
      (arrays as readonly StringArray[]).flatMap(({ data }) => data),
      shape,
    );
  }
  const { size } = model;
  const Storage = model.data.constructor as new (size: number) => NumericArray;
  const data = new Storage(arrays.length * size);
  for (let i = 0; i < arrays.length; i++) {
    const { data: elements } = arrays[i] as NdArray;
    if (size === 1) data[i] = elements[0] as number;
    else data.set(elements, i * size);
  }
  return new NdArray(data, shape, model.dtype);
}

function requireShape(path: string, { shape }: DataArray, array: DataArray, i: number): void {
  const own = array.shape;
  if (own.length === shape.length && own.every((size, axis) => size === shape[axis])) return;
  throw new ShapeError({
    where: 'Dataset.batch',
    problem: `${elementAt(path, i)} has shape ${formatShape(own)} where the first has ${formatShape(shape)}`,
    fix: 'pad them with paddedBatch(), or crop them to one shape with map() before batch()',
  });
}
