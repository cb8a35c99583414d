import type { NdArray, StringArray, TypedArray } from '@myelin/core';
import type { Cell } from './cell.ts';
import type { Column } from './column.ts';
import { type ColumnValues, columnFrom } from './column-from.ts';
import { Table } from './table.ts';

/** The rows of a table that is made of such columns. */
export type RowOf<Given> = { readonly [N in keyof Given]: CellIn<Given[N]> };

type CellIn<Values> = Values extends readonly (infer C)[]
  ? C extends undefined
    ? null
    : Extract<Widened<C>, Cell>
  : Values extends Column<infer C>
    ? C
    : Values extends StringArray
      ? string
      : Values extends NdArray | TypedArray
        ? number
        : Cell;

type Widened<C> = C extends number
  ? number
  : C extends string
    ? string
    : C extends boolean
      ? boolean
      : C;

/**
 * A table of columns by their names.
 *
 * @throws {@link DataError} a value is no number, text, boolean or null. {@link ShapeError} columns differ in length.
 * @example
 * const people = table({ name: ['Kim', 'Sato'], age: [30, null] });
 * people.row(0) // => { name: 'Kim', age: 30 }
 */
export function table<Given extends Readonly<Record<string, ColumnValues>>>(
  columns: Given,
): Table<RowOf<Given>> {
  return new Table(
    Object.entries(columns).map(([name, values]) => columnFrom('table', name, values)),
  );
}
