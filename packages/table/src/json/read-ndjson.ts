import { EventLoopBreather, requireKnownOptions } from '@myelin/core';
import { SOURCE_OPTIONS } from '../csv/read-csv.ts';
import { readBytes } from '../sources/read-bytes.ts';
import type { TableSource } from '../sources/table-source.ts';
import type { Table } from '../table.ts';
import { requireEncoding, TextReader } from '../text/text-reader.ts';
import { NdjsonReader } from './parse-ndjson.ts';
import type { JsonOptions } from './read-json.ts';

/**
 * Reads a file with one JSON object a line (NDJSON, JSON Lines). The sources are those of {@link readCsv}.
 *
 * @throws {@link DataError} the file cannot be read, or a line is no such object: it says which.
 */
export async function readNdjson(source: TableSource, options: JsonOptions = {}): Promise<Table> {
  const where = 'readNdjson';
  requireKnownOptions(where, options, SOURCE_OPTIONS);
  requireEncoding(where, options.encoding);
  const { name, chunks } = await readBytes(where, source, options);
  const text = new TextReader(where, name, options.encoding);
  const reader = new NdjsonReader(where, name);
  const breather = new EventLoopBreather();
  for await (const chunk of chunks) {
    reader.push(text.push(chunk));
    await breather.breathe();
  }
  reader.push(text.end());
  return reader.finish();
}
