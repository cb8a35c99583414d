import { type Bytes, DataError, localFiles } from '@myelin/core';
import type { Column } from '../column.ts';
import type { Table } from '../table.ts';

/**
 * The table as the bytes of a Parquet file (Snappy). Numbers become doubles, a missing one null. What writes the format is loaded only
 * now.
 *
 * @throws {@link DataError} a column holds values of several kinds, or the table has no columns.
 */
export async function toParquet(table: Table): Promise<Bytes> {
  const where = 'toParquet';
  const columnData = table.columns.map((column) => columnSource(where, column));
  if (columnData.length === 0) {
    throw new DataError({
      where,
      problem: 'the table has no columns',
      fix: 'write a table with at least one',
    });
  }
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

/**
 * Writes a Parquet file as a whole or not at all; in a browser into the origin's private file system.
 *
 * @throws as {@link toParquet}. {@link SerializationError} the file cannot be written.
 */
export async function writeParquet(path: string, table: Table): Promise<void> {
  await localFiles().writeAtomically(path, await toParquet(table));
}

const TYPES = { number: 'DOUBLE', text: 'STRING', boolean: 'BOOLEAN' } as const;

function columnSource(
  where: string,
  column: Column,
): { name: string; data: unknown[]; type: 'DOUBLE' | 'STRING' | 'BOOLEAN' } {
  const { name, kind } = column;
  if (kind !== 'mixed') return { name, data: column.toArray(), type: TYPES[kind] };
  throw new DataError({
    where,
    problem: `column \`${name}\` holds values of several kinds, and Parquet columns have one`,
    fix: 'turn it into one kind first, for example with map()',
  });
}
