import {
  DataError,
  describe,
  formatShape,
  isPlainRecord,
  NdArray,
  ShapeError,
  StringArray,
} from '@myelin/core';
import { type Cell, Column, columnFrom, fromRows, Table } from '@myelin/table';
import { Tabular } from './tabular.ts';

/** Rows to learn from or to transform: a table, an array `[rows, columns]`, lists of values, or row objects. */
export type TabularInput =
  | Table
  | NdArray
  | StringArray
  | readonly (readonly (Cell | undefined)[])[]
  | readonly Readonly<Record<string, Cell | undefined>>[];

export interface ReadTabular {
  readonly tabular: Tabular;
  /** Whether the columns came with names; else they are called `x0`, `x1`, … */
  readonly isNamed: boolean;
}

/**
 * What was given, as columns.
 *
 * @throws {@link ShapeError} it has another number of axes than two, or its rows differ in length.
 * @throws {@link DataError} there are no rows, or a value is no number, text, boolean or null.
 */
export function readTabular(where: string, given: TabularInput): ReadTabular {
  const read = readAny(where, given);
  if (read.tabular.rows > 0) return read;
  throw new DataError({
    where,
    problem: 'there must be at least one row, received none',
    fix: 'check that the data was loaded and that no filter removed all of it',
  });
}

function readAny(where: string, given: TabularInput): ReadTabular {
  if (given instanceof Table)
    return { tabular: Tabular.ofColumns(given.columns, given.length, where), isNamed: true };
  if (given instanceof NdArray) return { tabular: ofNdArray(where, given), isNamed: false };
  if (given instanceof StringArray) return { tabular: ofStringArray(where, given), isNamed: false };
  if (Array.isArray(given) && given.length > 0) {
    if (isPlainRecord(given[0])) {
      const table = fromRows(given as readonly Readonly<Record<string, Cell>>[]);
      return { tabular: Tabular.ofColumns(table.columns, table.length, where), isNamed: true };
    }
    return { tabular: ofLists(where, given as readonly (readonly Cell[])[]), isNamed: false };
  }
  if (Array.isArray(given)) return { tabular: Tabular.ofColumns([], 0), isNamed: false };
  throw new DataError({
    where,
    problem: `rows must be a table, an array of two axes, or lists of values, received ${describe(given)}`,
    fix: rowsFrom(given),
  });
}

/** How what is no rows becomes some. */
function rowsFrom(given: unknown): string {
  if (given instanceof Column) return `select it as a table: table.select('${given.name}')`;
  if (ArrayBuffer.isView(given)) {
    return "say how many columns there are: ndArray(values, [-1, 1], 'float64')";
  }
  return 'pass for example [[1, 2], [3, 4]]';
}

/** What columns without names are called. */
const defaultNames = (count: number): string[] => Array.from({ length: count }, (_, i) => `x${i}`);

function ofNdArray(where: string, { data, shape }: NdArray): Tabular {
  const [rows, columns] = requireTwoAxes(where, shape);
  // Transformers never write into what they are given.
  const doubles = data instanceof Float64Array ? data : Float64Array.from(data);
  return Tabular.ofMatrix({ rows, columns, data: doubles }, defaultNames(columns));
}

function ofStringArray(where: string, { data, shape }: StringArray): Tabular {
  const [rows, columns] = requireTwoAxes(where, shape);
  const lists = defaultNames(columns).map((name, at) => {
    const texts = new Array<string>(rows);
    for (let row = 0, from = at; row < rows; row++, from += columns) {
      texts[row] = data[from] as string;
    }
    return new Column(name, 'text', texts);
  });
  return Tabular.ofColumns(lists, rows, where);
}

function ofLists(where: string, lists: readonly (readonly Cell[])[]): Tabular {
  const rows = lists.length;
  const width = Array.isArray(lists[0]) ? lists[0].length : 0;
  const data = new Float64Array(rows * width);
  let onlyNumbers = true;
  for (const [row, list] of lists.entries()) {
    if (!Array.isArray(list)) throw oneAxisError(where, list);
    if (list.length !== width) {
      throw new ShapeError({
        where,
        problem: `all rows must have equally many values, received ${width} in row 0 and ${list.length} in row ${row}`,
        fix: 'fill what is missing with null',
      });
    }
    for (let at = 0; at < width && onlyNumbers; at++) {
      const value: unknown = list[at];
      // Places without a value, which a list can have, are missing ones.
      onlyNumbers = typeof value === 'number';
      data[row * width + at] = value as number;
    }
  }
  if (onlyNumbers) {
    return Tabular.ofMatrix({ rows, columns: width, data }, defaultNames(width));
  }
  const columns: Column[] = defaultNames(width).map((name, at) =>
    columnFrom(
      where,
      name,
      lists.map((list) => list[at] ?? null),
    ),
  );
  return Tabular.ofColumns(columns, rows, where);
}

function requireTwoAxes(where: string, shape: readonly number[]): readonly [number, number] {
  const [rows, columns] = shape;
  if (shape.length === 2 && rows !== undefined && columns !== undefined) return [rows, columns];
  throw new ShapeError({
    where,
    problem: `rows must have two axes, received shape ${formatShape(shape)}`,
    fix: 'reshape([-1, 1]) makes one column of a vector, reshape([1, -1]) one row',
  });
}

function oneAxisError(where: string, value: unknown): ShapeError {
  return new ShapeError({
    where,
    problem: `rows must be lists of values, received ${describe(value)}`,
    fix: 'write one list for each row: [[1], [2]] is one column, [[1, 2]] is one row',
  });
}
