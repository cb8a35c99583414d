import type { StringArray, TypedArray } from '@myelin/core';
import {
  ArgumentError,
  DataError,
  DtypeError,
  describe,
  formatShape,
  NdArray,
  ShapeError,
  StringArray as Strings,
} from '@myelin/core';

/** A row of a list of rows. */
export type RowOf<Value> = readonly Value[] | TypedArray;

/** A column of a table: values in order, null where one is missing, which is refused when it is read. */
export interface ColumnOf<Value> extends Iterable<Value | null> {
  readonly length: number;
}

/** Values of one column, `[samples]`, or of several, `[samples, columns]`. */
export interface ValueTable {
  /** Elements, row-major. */
  readonly cells: ArrayLike<unknown>;
  readonly rows: number;
  /** `1` for a list that is not nested. */
  readonly columns: number;
  /** `1` for a list that is not nested. */
  readonly rank: number;
  /** Element type, where the array states one. */
  readonly dtype: string | undefined;
}

/**
 * Lists, lists of lists, typed arrays and arrays, all seen alike. Elements of lists are not looked at.
 *
 * @param name - The argument as messages name it.
 * @throws {@link ArgumentError} `values` is none of these.
 * @throws {@link ShapeError} rows differ in length, or there are more than two axes.
 * @throws {@link DataError} there are no samples.
 */
export function valueTable(where: string, name: string, values: unknown): ValueTable {
  const table = tableOf(where, name, values);
  if (table.rows > 0 && table.columns > 0) return table;
  throw new DataError({
    where,
    problem: `\`${name}\` must hold at least one sample, received none`,
    fix: 'check that the data was loaded and that no filter took all of it',
  });
}

function tableOf(where: string, name: string, values: unknown): ValueTable {
  if (values instanceof NdArray || values instanceof Strings) return ofArray(where, name, values);
  if (ArrayBuffer.isView(values)) return ofTypedArray(where, name, values);
  if (isColumn(values)) return tableOf(where, name, [...values]);
  if (!Array.isArray(values)) {
    throw new ArgumentError({
      where,
      problem: `\`${name}\` must be a list, a typed array or an array, received ${describe(values)}`,
      fix: 'pass for example [0, 1, 1]; of a tensor, pass await tensor.data()',
    });
  }
  return isRow(values[0])
    ? ofRows(where, name, values)
    : { cells: values, rows: values.length, columns: 1, rank: 1, dtype: undefined };
}

function ofArray(where: string, name: string, { data, shape, dtype }: NdArray | StringArray) {
  const [rows, columns = 1] = shape;
  if (rows === undefined || shape.length > 2) {
    throw new ShapeError({
      where,
      problem: `\`${name}\` must have shape [samples] or [samples, columns], received ${formatShape(shape)}`,
      fix: 'reshape it, for example with array.reshape([samples, -1])',
    });
  }
  return { cells: data, rows, columns, rank: shape.length, dtype };
}

function ofTypedArray(where: string, name: string, values: ArrayBufferView): ValueTable {
  const isOther = values instanceof BigInt64Array || values instanceof BigUint64Array;
  if (isOther || values instanceof DataView) {
    throw new DtypeError({
      where,
      problem: `\`${name}\` must hold numbers, received ${describe(values)}`,
      fix: 'turn them into numbers first, for example with Float64Array.from(values, Number)',
    });
  }
  const cells = values as TypedArray;
  const dtype = values instanceof Float32Array ? 'float32' : undefined;
  return { cells, rows: cells.length, columns: 1, rank: 1, dtype };
}

function ofRows(where: string, name: string, values: readonly unknown[]): ValueTable {
  const columns = (values[0] as RowOf<unknown>).length;
  const cells = new Array<unknown>(values.length * columns);
  for (const [i, row] of values.entries()) {
    if (!isRow(row) || row.length !== columns) {
      throw new ShapeError({
        where,
        problem: `rows of \`${name}\` must be equally long: the first holds ${columns}, row ${i} ${isRow(row) ? `holds ${row.length}` : `is ${describe(row)}`}`,
        fix: 'give every sample one value for each column',
      });
    }
    for (let j = 0; j < columns; j++) cells[i * columns + j] = row[j];
  }
  return { cells, rows: values.length, columns, rank: 2, dtype: undefined };
}

const isColumn = (values: unknown): values is ColumnOf<unknown> =>
  typeof values === 'object' &&
  values !== null &&
  !Array.isArray(values) &&
  Symbol.iterator in values &&
  'length' in values;

const isRow = (value: unknown): value is RowOf<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

/** Which element of `name`, as messages name it: `yTrue[3]`, `yTrue[3][1]`. */
export const cellName = (name: string, { columns, rank }: ValueTable, cell: number): string =>
  rank === 1 ? `${name}[${cell}]` : `${name}[${Math.floor(cell / columns)}][${cell % columns}]`;
