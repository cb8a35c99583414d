import type { NdArray, StringArray, TypedArray } from '@myelin/core';
import { DataError, describe } from '@myelin/core';
import type { ColumnOf, RowOf, ValueTable } from './value-table.ts';
import { cellName, valueTable } from './value-table.ts';

/** The name of a class. */
export type Label = number | string | boolean;

/**
 * Classes of samples: one label for each, `[samples]`; or zeros and ones, `[samples, labels]`, where a sample may have
 * several labels.
 */
export type LabelArray =
  | readonly (Label | null)[]
  | ColumnOf<Label>
  | readonly RowOf<number | boolean>[]
  | TypedArray
  | NdArray
  | StringArray;

/** Labels row-major; booleans are 0 and 1. */
export type LabelTable = (
  | { readonly kind: 'number' | 'boolean'; readonly values: Float64Array }
  | { readonly kind: 'string'; readonly values: readonly string[] }
) & { readonly rows: number; readonly columns: number };

/**
 * The labels of an argument.
 *
 * @throws {@link DataError} a value is missing, not finite or no label, or texts and numbers are mixed.
 * @throws {@link ShapeError} {@link ArgumentError} as `valueTable`.
 */
export function readLabels(where: string, name: string, values: unknown): LabelTable {
  const table = valueTable(where, name, values);
  return typeof table.cells[0] === 'string'
    ? textLabels(where, name, table)
    : numberLabels(where, name, table);
}

function textLabels(where: string, name: string, table: ValueTable): LabelTable {
  const { cells, rows, columns } = table;
  for (let i = 0; i < cells.length; i++) {
    if (typeof cells[i] !== 'string') throw noLabel(where, name, table, i, 'a text, as the first');
  }
  return { kind: 'string', values: cells as unknown as readonly string[], rows, columns };
}

function numberLabels(where: string, name: string, table: ValueTable): LabelTable {
  const { cells, rows, columns, dtype } = table;
  const values = new Float64Array(cells.length);
  let allBooleans = dtype === undefined || dtype === 'bool';
  for (let i = 0; i < values.length; i++) {
    const cell = cells[i];
    if (typeof cell === 'number' && Number.isFinite(cell)) {
      allBooleans &&= dtype === 'bool';
      values[i] = cell;
    } else if (typeof cell === 'boolean') {
      values[i] = cell ? 1 : 0;
    } else {
      throw noLabel(where, name, table, i, i === 0 ? 'a label' : 'a number, as the first');
    }
  }
  return { kind: allBooleans ? 'boolean' : 'number', values, rows, columns };
}

function noLabel(
  where: string,
  name: string,
  table: ValueTable,
  cell: number,
  wanted: string,
): DataError {
  return new DataError({
    where,
    problem: `\`${cellName(name, table, cell)}\` must be ${wanted}, received ${describe(table.cells[cell])}`,
    fix: 'name classes by numbers or by texts throughout, and leave out samples that have none',
  });
}
