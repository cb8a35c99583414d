import { type Bytes, DataError, MyelinError, requireKnownOptions } from '@myelin/core';
import { columnOf } from '../cells-from.ts';
import { chosenNames } from '../chosen-names.ts';
import { numberColumn } from '../number-column.ts';
import { knownFormat } from '../sources/known-formats.ts';
import { MOST_IN_MEMORY, readAllBytes } from '../sources/read-bytes.ts';
import type { SourceOptions, TableSource } from '../sources/table-source.ts';
import { Table } from '../table.ts';
import { requireSoundMessages } from './require-sound-messages.ts';

export interface ArrowOptions extends SourceOptions {
  /** Only these columns, in this order. All without it. */
  readonly columns?: readonly string[] | undefined;
}

/** Bytes that a value takes in memory, at least. */
const VALUE_BYTES = 8;

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
  const where = 'readArrow';
  requireKnownOptions(where, options, ['columns', 'signal', 'maxBytes', 'onProgress']);
  const { name, bytes } = await readAllBytes(where, source, options);
  requireArrow(where, name, bytes);
  try {
    return await decode(where, name, bytes, options);
  } catch (cause) {
    if (cause instanceof MyelinError) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new DataError({
      where,
      problem: `${name} is damaged, or of a kind that cannot be read: ${message}`,
      fix: 'get the file once more, or save it anew',
      cause,
    });
  }
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
  for (const child of table.children) requireLength(child, bytes.length);
  const rows = table.children[0]?.length ?? 0;
  if (rows * wanted.length * VALUE_BYTES > maxBytes) {
    throw new DataError({
      where,
      problem: `${name} holds ${rows} rows, more than fit into the ${maxBytes} bytes that \`maxBytes\` allows`,
      fix: 'choose some columns with { columns: [...] }, or raise { maxBytes }',
    });
  }
  return new Table(
    wanted.map((column) => {
      const at = names.indexOf(column);
      const child = table.children[at];
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
