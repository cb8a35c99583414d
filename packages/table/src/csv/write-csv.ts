import { type Bytes, EventLoopBreather, localFiles } from '@myelin/core';
import type { Table } from '../table.ts';
import { type CsvWriteOptions, csvLines } from './to-csv.ts';

/** Characters that are encoded at a time. */
const PIECE = 1 << 18;

/**
 * Writes a CSV file as a whole or not at all; one whose name ends with `.gz` is packed. In a browser it lands in the origin's private
 * file system. Other work goes on meanwhile.
 *
 * @throws {@link SerializationError} the file cannot be written.
 * @see {@link toCsv}
 */
export async function writeCsv(
  path: string,
  table: Table,
  options: CsvWriteOptions = {},
): Promise<void> {
  const encoder = new TextEncoder();
  const breather = new EventLoopBreather();
  const pieces: Bytes[] = [];
  let text = '';
  for (const line of csvLines('writeCsv', table, options)) {
    text += line;
    if (text.length < PIECE) continue;
    pieces.push(encoder.encode(text));
    text = '';
    await breather.breathe();
  }
  pieces.push(encoder.encode(text));
  const plain = new Blob(pieces);
  const isPacked = path.toLowerCase().endsWith('.gz');
  const stream = isPacked ? plain.stream().pipeThrough(new CompressionStream('gzip')) : plain;
  const content = await new Response(stream).arrayBuffer();
  await localFiles().writeAtomically(path, new Uint8Array(content));
}
