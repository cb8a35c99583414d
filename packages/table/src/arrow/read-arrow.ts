import { type Bytes, DataError } from '@myelin/core';
import { columnOf } from '../cells-from.ts';
import { chosenNames } from '../chosen-names.ts';
import { numberColumn } from '../number-column.ts';
import { type ColumnFileOptions, decodeFile, requireMemory } from '../sources/decode-file.ts';
import { knownFormat } from '../sources/known-formats.ts';
import { MOST_IN_MEMORY } from '../sources/read-bytes.ts';
import type { TableSource } from '../sources/table-source.ts';
import { Table } from '../table.ts';
import { requireSoundMessages } from './require-sound-messages.ts';

export interface ArrowOptions extends ColumnFileOptions {}

/**
 * Reads an Arrow file (Feather version 2) or a saved Arrow stream. The sources are those of {@link readCsv}; what reads the format is
 * loaded only now.
 *
 * Big integers become numbers if doubles hold all of the column exactly, else texts; dates and times become ISO 8601 texts
 * (UTC), decimals the nearest doubles, dictionaries their values.
 *
 * @throws {@link DataError} the file cannot be read, is damaged, or a column holds lists, objects or raw bytes.
 * @throws {@link AbortError} `signal` fired.
 */
export async function readArrow(source: TableSource, options: ArrowOptions = {}): Promise<Table> {
  return decodeFile('readArrow', source, options, { requireFormat: requireArrow, decode });
}

async function decode(
  where: string,
  name: string,
  bytes: Bytes,
  { columns, maxBytes = MOST_IN_MEMORY }: ArrowOptions,
): Promise<Table> {
  requireSoundMessages(bytes);
  const [{ tableFromIPC }, { readCompressed }, { arrowValues, numberParts, requireLength }] =
    await Promise.all([
      import('@uwdata/flechette'),
      import('./compressed-buffers.ts'),
      import('./arrow-values.ts'),
    ]);
  readCompressed();
  const { schema, ...table } = tableFromIPC(bytes, { useBigInt: true, useBigIntTimestamp: true });
  const names = schema.fields.map((field) => field.name);
  const wanted = chosenNames(where, name, columns, names);
  const places = new Map(names.map((column, at) => [column, at]));
  for (const child of table.children) requireLength(child, bytes.length);
  const rows = table.children[0]?.length ?? 0;
  requireMemory(where, name, rows, wanted.length, maxBytes);
  return new Table(
    wanted.map((column) => {
      const child = table.children[places.get(column) ?? -1];
      if (!child || child.length !== rows) throw new Error(`column "${column}" is cut off`);
      const parts = numberParts(child);
      const numbers = parts && numberColumn(column, parts, rows);
      return numbers ?? columnOf(where, name, column, arrowValues(child));
    }),
  );
}

function requireArrow(where: string, name: string, bytes: Bytes): void {
  const known = knownFormat(bytes);
  const isStream = bytes.length >= 8 && bytes.subarray(0, 4).every((byte) => byte === 0xff);
  if (known?.title === 'an Arrow file' || isStream) return;
  throw new DataError({
    where,
    problem: `${name} is no Arrow file${known ? `: by its first bytes it is ${known.title}` : ''}`,
    fix: known?.fix ?? 'if it is text, read it with readCsv() or readJson()',
  });
}
