/** A table as text, for people to read. */

import { requireWholeNumber } from '@myelin/core';
import type { Column } from '../column.ts';
import type { Table } from '../table.ts';
import { padded, shortened, textWidth } from './text-width.ts';

export interface PrintOptions {
  /** Rows to show at most; of more, the first and the last. @defaultValue `10` */
  readonly rows?: number;
  /** Columns to show at most. As many as fit without it. */
  readonly columns?: number;
  /** Characters of a line. @defaultValue `100` */
  readonly width?: number;
}

/** Characters of one value at most. */
const WIDEST = 32;
const GAP = '  ';
const MISSING = '·';

/**
 * The names, the kinds, and the first and last rows, aligned; numbers to the right, `·` where one is missing.
 *
 * @throws {@link ArgumentError} an option is no whole number.
 */
export function printTable(table: Table, options: PrintOptions = {}): string {
  const where = 'Table.toString';
  const { rows = 10, width = 100 } = options;
  requireWholeNumber(where, 'rows', rows, { min: 0 });
  requireWholeNumber(where, 'width', width, { min: 20 });
  const most = options.columns ?? table.columns.length;
  requireWholeNumber(where, 'columns', most, { min: 0 });
  const shown = shownRows(table.length, rows);
  const index = ['', '', ...shown.map((row) => (row < 0 ? '⋮' : String(row)))];
  const blocks = [block(index, true)];
  let used = textWidth(blocks[0]?.[0] ?? '');
  for (const column of table.columns.slice(0, most)) {
    const next = block(linesOf(column, shown), column.kind === 'number');
    used += GAP.length + textWidth(next[0] ?? '');
    if (used > width && blocks.length > 1) break;
    blocks.push(next);
  }
  const left = table.columns.length - (blocks.length - 1);
  const lines = index.map((_, i) =>
    blocks
      .map((lines) => lines[i])
      .join(GAP)
      .trimEnd(),
  );
  const size = `[${counted(table.length, 'row')} × ${counted(table.columns.length, 'column')}]`;
  const more = left > 0 ? ` ${left} not shown` : '';
  return [...lines, size + more].join('\n');
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

/** Row numbers, and -1 where some are left out. */
function shownRows(length: number, most: number): number[] {
  const all = Array.from({ length: Math.min(length, most) }, (_, i) => i);
  if (length <= most) return all;
  const begin = Math.ceil(most / 2);
  return [...all.slice(0, begin), -1, ...all.slice(begin).map((i) => length - most + i)];
}

function linesOf(column: Column, rows: readonly number[]): string[] {
  const write = column.kind === 'number' ? numberWriter(column, rows) : String;
  const values = rows.map((row) => {
    if (row < 0) return '⋮';
    return column.isMissing(row) ? MISSING : onOneLine(write(column.cell(row) as number));
  });
  return [onOneLine(column.name), column.kind, ...values];
}

/** Control characters, line ends among them, would tear the picture apart. */
function onOneLine(text: string): string {
  const plain = text.slice(0, WIDEST * 4).replace(/\p{Cc}/gu, (c) => ESCAPES[c] ?? '�');
  return shortened(plain, WIDEST);
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Equally many decimals for all that are shown, six significant digits at most. */
function numberWriter(column: Column, rows: readonly number[]): (value: number) => string {
  const values = rows
    .filter((row) => row >= 0 && !column.isMissing(row))
    .map((row) => column.cell(row) as number)
    .filter(Number.isFinite);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const isWhole = values.every(Number.isInteger);
  const smallest = values.reduce(
    (least, value) => (value === 0 ? least : Math.min(least, Math.abs(value))),
    Number.POSITIVE_INFINITY,
  );
  const room = Math.max(0, 6 - Math.max(1, Math.ceil(Math.log10(largest + 1))));
  const isPlain = isWhole
    ? largest <= Number.MAX_SAFE_INTEGER
    : largest < 1e9 && smallest >= 10 ** -room;
  if (!isPlain) {
    return (value) => (Number.isFinite(value) ? value.toPrecision(6) : String(value));
  }
  const decimals = values.reduce((most, value) => Math.max(most, decimalsOf(value, room)), 0);
  return (value) => (Number.isFinite(value) ? value.toFixed(decimals) : String(value));
}

/** Decimals that a number needs, `most` at most. */
function decimalsOf(value: number, most: number): number {
  const text = value.toFixed(most);
  const decimals = text.split('.')[1]?.replace(/0+$/, '') ?? '';
  return decimals.length;
}

function block(lines: readonly string[], toTheRight: boolean): string[] {
  const width = lines.reduce((widest, line) => Math.max(widest, textWidth(line)), 0);
  return lines.map((line) => padded(line, width, toTheRight));
}
