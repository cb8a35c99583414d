import {
  DataError,
  describe,
  NdArray,
  ShapeError,
  StringArray,
  type TypedArray,
} from '@myelin/core';
import { Column, Table } from '@myelin/table';

/** Data that comes row by row: a table, an array, a column, or a list of anything. */
export type Rows = Table | NdArray | StringArray | Column | TypedArray | readonly unknown[];

/** Some of the rows, as what they were. */
export type SomeRows<Data> = Data extends TypedArray
  ? Data
  : Data extends readonly (infer Item)[]
    ? Item[]
    : Data;

/** Number of rows. @throws {@link DataError} it is nothing that has rows. {@link ShapeError} it is a scalar. */
export function countRows(where: string, name: string, data: Rows): number {
  if (data instanceof NdArray || data instanceof StringArray) {
    if (data.shape.length > 0) return data.length;
    throw new ShapeError({
      where,
      problem: `\`${name}\` must have rows, received a scalar`,
      fix: 'pass an array whose first axis counts the rows',
    });
  }
  if (data instanceof Table || data instanceof Column || Array.isArray(data)) return data.length;
  if (isTypedArray(data)) return data.length;
  throw new DataError({
    where,
    problem: `\`${name}\` must be a table, an array, a column or a list, received ${describe(data)}`,
    fix: 'turn it into one of them first; a tensor with array()',
  });
}

export const isTypedArray = (data: unknown): data is TypedArray =>
  ArrayBuffer.isView(data) && !(data instanceof DataView);

/** Number of rows of all that was given. @throws {@link ShapeError} they differ. */
export function commonRows(
  where: string,
  given: Readonly<Record<string, Rows | undefined>>,
): number {
  const counts = Object.entries(given).flatMap(([name, data]) =>
    data === undefined ? [] : [{ name, rows: countRows(where, name, data) }],
  );
  const [first] = counts;
  const other = counts.find(({ rows }) => rows !== first?.rows);
  if (!other) return first?.rows ?? 0;
  throw new ShapeError({
    where,
    problem: `all data must have equally many rows, received ${first?.rows} in \`${first?.name}\` and ${other.rows} in \`${other.name}\``,
    fix: 'pass one row of each for every sample',
  });
}
