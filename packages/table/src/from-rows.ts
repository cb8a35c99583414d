import { DataError, describe, isPlainRecord } from '@myelin/core';
import type { Cell } from './cell.ts';
import { columnFrom } from './column-from.ts';
import { Table } from './table.ts';

/**
 * A table of row objects. It has the columns that any row has, in the order of their first appearance; what a row lacks is
 * missing.
 *
 * @throws {@link DataError} a row is no plain object, or holds something else than numbers, texts, booleans and null.
 * @example
 * fromRows([{ name: 'Kim', age: 30 }, { name: 'Sato' }]).row(1) // => { name: 'Sato', age: null }
 */
export function fromRows<R extends Readonly<Record<string, Cell | undefined>>>(
  rows: Iterable<R>,
): Table<{ readonly [N in keyof R]: Exclude<R[N], undefined> }> {
  const columns = new Map<string, (Cell | undefined)[]>();
  let length = 0;
  for (const row of rows) {
    if (!isPlainRecord(row)) {
      throw new DataError({
        where: 'fromRows',
        problem: `row ${length} must be an object of values by column, received ${describe(row)}`,
        fix: 'pass for example [{ age: 30 }, { age: 41 }]',
      });
    }
    for (const [name, value] of Object.entries(row)) {
      const column = columns.get(name);
      if (column) column[length] = value as Cell;
      else columns.set(name, Object.assign(new Array(length).fill(null), { [length]: value }));
    }
    length++;
    for (const column of columns.values()) if (column.length < length) column.push(null);
  }
  return new Table([...columns].map(([name, values]) => columnFrom('fromRows', name, values)));
}
