import { DataError, describe, isPlainRecord } from '@myelin/core';
import type { Cell } from '../cell.ts';
import { columnFrom } from '../column-from.ts';
import { Table } from '../table.ts';

/** Missing cells for one that is there: beyond that, rows of many different names would fill the memory with nothing. */
const MOST_EMPTY = 200;
/** So many missing cells are always fine. */
const FEW_EMPTY = 1_000_000;

/**
 * A table of the objects of a file. It has the columns that any row has, in the order of their first appearance.
 *
 * @throws {@link DataError} a row is no plain object, or holds lists or objects.
 */
export function recordsToTable(where: string, name: string, rows: Iterable<unknown>): Table {
  const columns = new Map<string, Cell[]>();
  let length = 0;
  let present = 0;
  for (const row of rows) {
    if (!isPlainRecord(row)) {
      throw new DataError({
        where,
        problem: `${name}: row ${length} must be an object of values by column, received ${describe(row)}`,
        fix: 'write each row as for example { "age": 30 }',
      });
    }
    for (const [key, value] of Object.entries(row)) {
      if (value !== null && typeof value === 'object')
        throw nested(where, name, length, key, value);
      const column = columns.get(key) ?? [];
      if (column.length === 0) columns.set(key, column);
      while (column.length < length) column.push(null);
      column[length] = value as Cell;
      present++;
    }
    length++;
    if (columns.size * length > FEW_EMPTY + MOST_EMPTY * present) {
      throw new DataError({
        where,
        problem: `${name}: ${length} rows have ${columns.size} different names, and hardly any row has the same`,
        fix: 'give the rows the same names',
      });
    }
  }
  return new Table(
    [...columns].map(([key, cells]) => {
      while (cells.length < length) cells.push(null);
      return columnFrom(where, key, cells);
    }),
  );
}

function nested(where: string, name: string, row: number, key: string, value: object): DataError {
  return new DataError({
    where,
    problem: `${name}: column ${JSON.stringify(key)} must hold numbers, texts, booleans or null, received ${describe(value)} in row ${row}`,
    fix: 'give each value inside a column of its own',
  });
}
