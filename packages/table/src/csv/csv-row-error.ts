/** Errors about a row: they say its line in the file, what it begins with, and how to mend it. */

import { DataError, describe } from '@myelin/core';
import { type CsvBlock, placeOf } from './csv-block.ts';
import type { CsvPlace } from './csv-header.ts';
import type { CsvType } from './csv-options.ts';

/** A row in its block, and its number in the table. */
export interface RowPlace {
  readonly block: CsvBlock;
  /** Index in the block. */
  readonly at: number;
  /** Index in the table. */
  readonly row: number;
}

/** A row has more or fewer fields than there are columns. */
export function raggedRow(
  { where, name }: CsvPlace,
  place: RowPlace,
  expected: number,
  received: number,
): DataError {
  return new DataError({
    where,
    problem: `${name}: ${described(place)} must have ${expected} fields, as the first line has, received ${received}`,
    fix:
      received > expected
        ? 'put fields that hold the delimiter in quotes, or check the delimiter'
        : 'add what is missing, if only delimiters, or check the delimiter',
  });
}

/** A field is not what its column was declared, or found, to hold. */
export function unfitField(
  { where, name }: CsvPlace,
  place: RowPlace,
  column: string,
  kind: CsvType,
  field: string,
  foundInRows: number | undefined,
): DataError {
  const found =
    foundInRows === undefined ? '' : ` (the first ${foundInRows} rows hold nothing else)`;
  return new DataError({
    where,
    problem: `${name}: column ${JSON.stringify(column)} must hold ${KINDS[kind]}${found}, received ${describe(field)} in ${described(place)}`,
    fix: fixFor(column, kind, field),
  });
}

const KINDS: Readonly<Record<CsvType, string>> = {
  number: 'numbers',
  boolean: 'true or false',
  text: 'texts',
};

function fixFor(column: string, kind: CsvType, field: string): string {
  const declare = `{ types: { ${JSON.stringify(column)}: 'text' } }`;
  if (kind === 'number' && /^\s*[-+]?\d{1,3}(,\d{3})+(\.\d+)?\s*$/.test(field)) {
    return `pass { thousands: ',' }, or declare it as ${declare}`;
  }
  if (kind === 'number' && /^\s*[-+]?\d+,\d+\s*$/.test(field)) {
    return `pass { decimal: ',' }, or declare it as ${declare}`;
  }
  return `declare it as ${declare}, or list the value in \`missing\` if it stands for one`;
}

function described({ block, at, row }: RowPlace): string {
  const { begin, line } = placeOf(block, at);
  const text = block.text.slice(begin, begin + 60);
  const end = text.search(/[\r\n]/);
  return `row ${row} (line ${line}: ${JSON.stringify(end < 0 ? text : text.slice(0, end))})`;
}
