import { ArgumentError, DataError, describe, isPlainRecord } from '@myelin/core';
import { type ColumnValues, columnFrom } from '../column-from.ts';
import { Table } from '../table.ts';
import { parseJsonText } from './parse-json-text.ts';
import { recordsToTable } from './records-to-table.ts';

/**
 * The table that a JSON text holds: a list of row objects, or an object of columns as lists.
 *
 * @throws {@link DataError} the text is no such JSON.
 * @example
 * parseJson('[{ "age": 30 }, { "age": null }]').column('age').toArray() // => [30, null]
 */
export function parseJson(text: string): Table {
  return tableOfJson('parseJson', 'the text', requireText('parseJson', text));
}

/** @throws {@link DataError} the text is no such JSON. */
export function tableOfJson(where: string, name: string, text: string): Table {
  if (text.trim() === '') throw empty(where, name);
  const value = parseJsonText(where, name, text.replace(/^\ufeff/, ''));
  if (Array.isArray(value)) {
    if (value.length === 0) throw empty(where, name);
    return recordsToTable(where, name, value);
  }
  if (isPlainRecord(value) && Object.values(value).every(Array.isArray)) {
    const columns = Object.entries(value as Readonly<Record<string, ColumnValues>>);
    if (columns.length === 0) throw empty(where, name);
    return new Table(columns.map(([column, values]) => columnFrom(where, column, values)));
  }
  throw new DataError({
    where,
    problem: `${name} must hold a list of row objects, or an object of columns as lists, received ${describe(value)}`,
    fix: 'write for example [{ "age": 30 }, { "age": 41 }]',
  });
}

function empty(where: string, name: string): DataError {
  return new DataError({
    where,
    problem: `${name} is empty: it holds no rows`,
    fix: 'check that it is the right file',
  });
}

/** @throws {@link ArgumentError} it is no text. */
export function requireText(where: string, text: unknown): string {
  if (typeof text === 'string') return text;
  throw new ArgumentError({
    where,
    problem: `\`text\` must be a text, received ${describe(text)}`,
    fix: 'read files and bytes with readJson(), readNdjson() or readCsv()',
  });
}
