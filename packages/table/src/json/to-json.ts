import { DataError } from '@myelin/core';
import type { Cell } from '../cell.ts';
import type { Table } from '../table.ts';

/**
 * The table as a JSON list of row objects, null where a value is missing.
 *
 * @throws {@link DataError} a number is infinite, which JSON cannot say.
 * @example
 * toJson(table({ age: [30, null] })) // => '[{"age":30},{"age":null}]'
 */
export function toJson(table: Table): string {
  return `[${[...jsonRows('toJson', table)].join(',')}]`;
}

/**
 * The table as text with one JSON object a line.
 *
 * @throws {@link DataError} a number is infinite, which JSON cannot say.
 */
export function toNdjson(table: Table): string {
  return [...jsonRows('toNdjson', table)].map((row) => `${row}\n`).join('');
}

function* jsonRows(where: string, { columns, length }: Table): Generator<string> {
  const keys = columns.map(({ name }) => JSON.stringify(name));
  for (let row = 0; row < length; row++) {
    const members = columns.map((column, i) => {
      return `${keys[i]}:${jsonCell(where, column.name, row, column.cell(row))}`;
    });
    yield `{${members.join(',')}}`;
  }
}

function jsonCell(where: string, name: string, row: number, cell: Cell): string {
  if (typeof cell !== 'number' || Number.isFinite(cell)) {
    return Object.is(cell, -0) ? '-0' : JSON.stringify(cell);
  }
  throw new DataError({
    where,
    problem: `JSON cannot say ${cell}, which column \`${name}\` holds in row ${row}`,
    fix: 'replace it first, for example with map(), or write CSV',
  });
}
