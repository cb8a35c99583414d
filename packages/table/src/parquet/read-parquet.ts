import { type Bytes, DataError } from '@myelin/core';
import type { SchemaElement } from 'hyparquet';
import { columnOf } from '../cells-from.ts';
import { chosenNames } from '../chosen-names.ts';
import type { Column } from '../column.ts';
import { numberColumn } from '../number-column.ts';
import { type ColumnFileOptions, decodeFile } from '../sources/decode-file.ts';
import { knownFormat } from '../sources/known-formats.ts';
import { MOST_IN_MEMORY } from '../sources/read-bytes.ts';
import type { TableSource } from '../sources/table-source.ts';
import { Table } from '../table.ts';

export interface ParquetOptions extends ColumnFileOptions {}

/**
 * Reads a Parquet file. The sources are those of {@link readCsv}; what reads the format is loaded only now.
 *
 * Big integers become numbers if doubles hold all of the column exactly, else texts; dates and times become ISO 8601 texts
 * (UTC), decimals the nearest doubles.
 *
 * @throws {@link DataError} the file cannot be read, is damaged, or a column holds lists, objects or raw bytes.
 * @throws {@link AbortError} `signal` fired.
 */
export async function readParquet(
  source: TableSource,
  options: ParquetOptions = {},
): Promise<Table> {
  return decodeFile('readParquet', source, options, { requireFormat: requireMagic, decode });
}

async function decode(
  where: string,
  name: string,
  bytes: Bytes,
  { columns, maxBytes = MOST_IN_MEMORY, signal }: ParquetOptions,
): Promise<Table> {
  const [
    { parquetMetadataAsync, parquetRead },
    pages,
    { decompressors },
    { isDecimal, parsers, valuesOf },
  ] = await Promise.all([
    import('hyparquet'),
    import('./require-sound-pages.ts'),
    import('./decompressors.ts'),
    import('./parquet-values.ts'),
  ]);
  const { buffer, byteOffset, byteLength } = bytes;
  const file = {
    byteLength,
    slice: (begin: number, end = byteLength): ArrayBuffer =>
      buffer.slice(byteOffset + begin, byteOffset + end),
  };
  const metadata = await parquetMetadataAsync(file, { geoparquet: false });
  const top = topElements(metadata.schema);
  const names = top.map((element) => element.name);
  const wanted = chosenNames(where, name, columns, names);
  const elements = new Map(top.map((element) => [element.name, element]));
  const nested = wanted
    .map((column) => elements.get(column))
    .find((element) => element?.num_children || element?.repetition_type === 'REPEATED');
  if (nested) {
    throw new DataError({
      where,
      problem: `${name}: column ${JSON.stringify(nested.name)} must hold numbers, texts, booleans or dates, received lists or objects`,
      fix: 'choose other columns with { columns: [...] }, or save that one in another form',
    });
  }
  const chosen = new Map(wanted.map((column) => [column, elements.get(column)]));
  const rows = pages.requireSoundPages(where, name, bytes, metadata, chosen, maxBytes);
  signal?.throwIfAborted();
  const chunks = new Map<
    string,
    { readonly rowStart: number; readonly data: ArrayLike<unknown> }[]
  >(wanted.map((column) => [column, []]));
  await parquetRead({
    file,
    metadata,
    columns: [...wanted],
    utf8: false,
    geoparquet: false,
    parsers,
    compressors: decompressors,
    onChunk: ({ columnName, columnData, rowStart }) => {
      chunks.get(columnName)?.push({ rowStart, data: columnData });
    },
  });
  const made: Column[] = wanted.map((column) => {
    const parts = (chunks.get(column) ?? []).sort((a, b) => a.rowStart - b.rowStart);
    const element = elements.get(column);
    const lists = parts.map(({ data }) => data);
    const numbers = isDecimal(element) ? undefined : numberColumn(column, lists, rows);
    return numbers ?? columnOf(where, name, column, valuesOf(element, lists));
  });
  const uneven = made.find((column) => column.length !== rows);
  if (uneven) {
    throw new Error(`column "${uneven.name}" has ${uneven.length} of ${rows} rows`);
  }
  return new Table(made);
}

/** The columns; what is nested in one does not count. */
function topElements(schema: readonly SchemaElement[]): SchemaElement[] {
  const columns: SchemaElement[] = [];
  let at = 1;
  const skip = (): void => {
    const children = schema[at++]?.num_children ?? 0;
    for (let i = 0; i < children && at < schema.length; i++) skip();
  };
  for (let column = schema[at]; column; column = schema[at]) {
    columns.push(column);
    skip();
  }
  return columns;
}

function requireMagic(where: string, name: string, bytes: Bytes): void {
  const ends = [bytes.subarray(0, 4), bytes.subarray(-4)];
  if (ends.every((end) => String.fromCharCode(...end) === 'PAR1') && bytes.length >= 12) return;
  const isBegun = String.fromCharCode(...bytes.subarray(0, 4)) === 'PAR1';
  const known = isBegun ? undefined : knownFormat(bytes);
  throw new DataError({
    where,
    problem: isBegun
      ? `${name} is cut off: it begins as a Parquet file and does not end as one`
      : `${name} is no Parquet file${known ? `: by its first bytes it is ${known.title}` : ''}`,
    fix: isBegun
      ? 'get the file once more'
      : (known?.fix ?? 'if it is text, read it with readCsv() or readJson()'),
  });
}
