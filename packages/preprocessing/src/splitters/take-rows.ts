import { ArgumentError, NdArray, StringArray, shapeSize, type TypedArray } from '@myelin/core';
import { Column, Table } from '@myelin/table';
import { countRows, isTypedArray, type Rows, type SomeRows } from './rows.ts';

/**
 * The rows at `indices`, in that order, as what they were: of a table a table, of a list a list.
 *
 * @throws {@link ArgumentError} there is no row of that number.
 * @throws {@link DataError} the data has no rows.
 * @example
 * takeRows(['a', 'b', 'c'], [2, 0]) // => ['c', 'a']
 */
export function takeRows<Data extends Rows>(
  data: Data,
  indices: ArrayLike<number>,
): SomeRows<Data> {
  requireRows(indices, countRows('takeRows', 'data', data));
  return taken(data, indices) as SomeRows<Data>;
}

function taken(data: Rows, indices: ArrayLike<number>): unknown {
  if (data instanceof Table || data instanceof Column) return data.take(indices);
  if (data instanceof StringArray) return data.take(indices);
  if (data instanceof NdArray) return takenArray(data, indices);
  if (isTypedArray(data)) return takenNumbers(data, indices, 1);
  const list = data as readonly unknown[];
  return Array.from(indices, (index) => list[index]);
}

function takenArray({ data, shape, dtype }: NdArray, indices: ArrayLike<number>): NdArray {
  const rowShape = shape.slice(1);
  const made = takenNumbers(data, indices, shapeSize(rowShape));
  return new NdArray(made, [indices.length, ...rowShape], dtype);
}

/** Rows of `width` numbers, copied one by one: they are short. */
function takenNumbers<Numbers extends TypedArray>(
  data: Numbers,
  indices: ArrayLike<number>,
  width: number,
): Numbers {
  const Storage = data.constructor as new (length: number) => Numbers;
  const made = new Storage(indices.length * width);
  for (let i = 0, to = 0; i < indices.length; i++) {
    const from = (indices[i] as number) * width;
    for (let at = 0; at < width; at++) made[to++] = data[from + at] as number;
  }
  return made;
}

function requireRows(indices: ArrayLike<number>, rows: number): void {
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i] as number;
    if (Number.isInteger(index) && index >= 0 && index < rows) continue;
    throw new ArgumentError({
      where: 'takeRows',
      problem: `\`indices\` must be whole numbers from 0 to ${rows - 1}, received ${index}`,
      fix: 'pass indices that a splitter made for these rows',
    });
  }
}
