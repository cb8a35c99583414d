import { ArgumentError, describe } from '@myelin/core';
import type { Table } from '../table.ts';
import { BLOCK } from './csv-cutter.ts';
import { type CsvRow, type CsvTextOptions, type CsvTypes, csvSettings } from './csv-options.ts';
import { CsvTableReader } from './csv-table-reader.ts';

/**
 * The table that a text holds in CSV, as files hold it: see {@link readCsv}.
 *
 * @throws {@link DataError} the text is no such table: it says the line, and what to do.
 * @example
 * parseCsv('name,age\nKim,30\nSato,').toRows()
 * // => [{ name: 'Kim', age: 30 }, { name: 'Sato', age: null }]
 */
export function parseCsv<const Types extends CsvTypes = CsvTypes>(
  text: string,
  options: CsvTextOptions<Types> = {},
): Table<CsvRow<Types>> {
  const where = 'parseCsv';
  if (typeof text !== 'string') {
    throw new ArgumentError({
      where,
      problem: `\`text\` must be a text, received ${describe(text)}`,
      fix: 'read files and bytes with readCsv()',
    });
  }
  const reader = new CsvTableReader({ where, name: 'the text' }, csvSettings(where, options));
  for (let at = 0; at < text.length && !reader.isFull; at += BLOCK) {
    reader.push(text.slice(at, at + BLOCK));
  }
  return reader.finish() as Table<CsvRow<Types>>;
}
