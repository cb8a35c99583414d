import {
  ArgumentError,
  describe,
  requireBoolean,
  requireKnownOptions,
  requireOneOf,
} from '@myelin/core';
import type { Cell } from '../cell.ts';
import type { Table } from '../table.ts';

export interface CsvWriteOptions {
  /** What stands between fields. @defaultValue `','` */
  readonly delimiter?: string;
  /** Whether the first line names the columns. @defaultValue `true` */
  readonly header?: boolean;
  /** What stands for a missing value. @defaultValue `''` */
  readonly missing?: string;
  /** @defaultValue `'\n'` */
  readonly lineEnd?: '\n' | '\r\n';
}

/**
 * The table in CSV (RFC 4180): numbers in the shortest form that reads back as the same double; fields in quotes where they
 * must be.
 *
 * CSV does not tell texts from numbers: a text such as "007" reads back as one only if its column is declared.
 *
 * @throws {@link ArgumentError} an option makes no sense.
 * @example
 * toCsv(table({ name: ['Kim, Jr.', null], age: [30, 41] })) // => 'name,age\n"Kim, Jr.",30\n,41\n'
 */
export function toCsv(table: Table, options: CsvWriteOptions = {}): string {
  return [...csvLines('toCsv', table, options)].join('');
}

/** The lines with their ends. */
export function* csvLines(
  where: string,
  { columns, length }: Table,
  options: CsvWriteOptions,
): Generator<string> {
  requireKnownOptions(where, options, ['delimiter', 'header', 'missing', 'lineEnd']);
  const { delimiter = ',', header = true, missing = '', lineEnd = '\n' } = options;
  if (typeof delimiter !== 'string' || delimiter.length !== 1 || /[\r\n"]/.test(delimiter)) {
    throw new ArgumentError({
      where,
      problem: `\`delimiter\` must be one character and no quote, received ${describe(delimiter)}`,
      fix: "pass for example { delimiter: ';' }",
    });
  }
  requireOneOf(where, 'lineEnd', lineEnd, ['\n', '\r\n']);
  if (typeof missing !== 'string') {
    throw new ArgumentError({
      where,
      problem: `\`missing\` must be a text, received ${describe(missing)}`,
      fix: "pass for example { missing: 'NA' }",
    });
  }
  const isAlone = columns.length === 1;
  const quoted = (text: string): string => {
    const wantsQuotes =
      (isAlone && text === '') || /["\r\n]|^\s|\s$|^\ufeff/.test(text) || text.includes(delimiter);
    return wantsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
  };
  if (requireBoolean(where, 'header', header)) {
    yield columns.map(({ name }) => quoted(name)).join(delimiter) + lineEnd;
  }
  for (let row = 0; row < length; row++) {
    yield columns.map((column) => quoted(textOf(column.cell(row), missing))).join(delimiter) +
      lineEnd;
  }
}

function textOf(cell: Cell, missing: string): string {
  if (cell === null) return missing;
  return Object.is(cell, -0) ? '-0' : String(cell);
}
