import { type Bytes, DataError, MyelinError, requireKnownOptions } from '@myelin/core';
import type { Table } from '../table.ts';
import { readAllBytes } from './read-bytes.ts';
import type { SourceOptions, TableSource } from './table-source.ts';

/** Options of files that hold columns one by one. */
export interface ColumnFileOptions extends SourceOptions {
  /** Only these columns, in this order. All without it. */
  readonly columns?: readonly string[] | undefined;
}

/** Bytes that a value takes in memory, at least. */
const VALUE_BYTES = 8;

/** How a binary format is read. */
interface ColumnFormat {
  /** @throws {@link DataError} by their first bytes they are something else. */
  readonly requireFormat: (where: string, name: string, bytes: Bytes) => void;
  readonly decode: (
    where: string,
    name: string,
    bytes: Bytes,
    options: ColumnFileOptions,
  ) => Promise<Table>;
}

/**
 * The table in a file of a binary format.
 *
 * @throws {@link DataError} the file cannot be read, or is damaged: whatever goes wrong in decoding.
 * @throws {@link AbortError} `signal` fired.
 */
export async function decodeFile(
  where: string,
  source: TableSource,
  options: ColumnFileOptions,
  { requireFormat, decode }: ColumnFormat,
): Promise<Table> {
  requireKnownOptions(where, options, ['columns', 'signal', 'maxBytes', 'onProgress']);
  const { name, bytes } = await readAllBytes(where, source, options);
  requireFormat(where, name, bytes);
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

/** @throws {@link DataError} so many values do not fit into `maxBytes`. */
export function requireMemory(
  where: string,
  name: string,
  rows: number,
  columns: number,
  maxBytes: number,
): void {
  if (rows * columns * VALUE_BYTES <= maxBytes) return;
  throw new DataError({
    where,
    problem: `${name} holds ${rows} rows, more than fit into the ${maxBytes} bytes that \`maxBytes\` allows`,
    fix: 'choose some columns with { columns: [...] }, or raise { maxBytes }',
  });
}
