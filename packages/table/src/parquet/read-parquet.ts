import { type Bytes, DataError, MyelinError, requireKnownOptions } from '@myelin/core';
import { columnOf } from '../cells-from.ts';
import { chosenNames } from '../chosen-names.ts';
import type { Column } from '../column.ts';
import { numberColumn } from '../number-column.ts';
import { knownFormat } from '../sources/known-formats.ts';
import { MOST_IN_MEMORY, readAllBytes } from '../sources/read-bytes.ts';
import type { SourceOptions, TableSource } from '../sources/table-source.ts';
import { Table } from '../table.ts';

export interface ParquetOptions extends SourceOptions {
  /** Only these columns, in this order. All without it. */
  readonly columns?: readonly string[] | undefined;
}

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
  const where = 'readParquet';
  requireKnownOptions(where, options, ['columns', 'signal', 'maxBytes', 'onProgress']);
  const { name, bytes } = await readAllBytes(where, source, options);
  requireMagic(where, name, bytes);
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
  const [, ...elements] = metadata.schema;
  const wanted = chosenNames(where, name, columns, topNames(metadata.schema));
  const chosen = elements.filter((element) => wanted.includes(element.name));
  const nested = chosen.find(
    (element) => element.num_children || element.repetition_type === 'REPEATED',
  );
  if (nested) {
    throw new DataError({
      where,
      problem: `${name}: column ${JSON.stringify(nested.name)} must hold numbers, texts, booleans or dates, received lists or objects`,
      fix: 'choose other columns with { columns: [...] }, or save that one in another form',
    });
  }
  const rows = pages.requireSoundPages(where, name, bytes, metadata, new Set(wanted), maxBytes);
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
    const element = elements.find((one) => one.name === column);
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

/** The names of the columns; what is nested in one does not count. */
function topNames(
  schema: readonly { readonly name: string; readonly num_children?: number | undefined }[],
): string[] {
  const names: string[] = [];
  let at = 1;
  const skip = (): void => {
    const children = schema[at++]?.num_children ?? 0;
    for (let i = 0; i < children && at < schema.length; i++) skip();
  };
  while (at < schema.length) {
    names.push(schema[at]?.name ?? '');
    skip();
  }
  return names;
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
