import { requireKnownOptions } from '@myelin/core';
import { SOURCE_OPTIONS } from '../csv/read-csv.ts';
import { readBytes } from '../sources/read-bytes.ts';
import type { SourceOptions, TableSource } from '../sources/table-source.ts';
import type { Table } from '../table.ts';
import { requireEncoding, TextReader } from '../text/text-reader.ts';
import { tableOfJson } from './parse-json.ts';

export interface JsonOptions extends SourceOptions {
  /** Encoding of the bytes, by any name that TextDecoder knows. @defaultValue `'utf-8'` */
  readonly encoding?: string | undefined;
}

/**
 * Reads a JSON file: a list of row objects, or an object of columns as lists. The sources are those of {@link readCsv}.
 *
 * @throws {@link DataError} the file cannot be read, or is no such JSON.
 */
export async function readJson(source: TableSource, options: JsonOptions = {}): Promise<Table> {
  const where = 'readJson';
  requireKnownOptions(where, options, SOURCE_OPTIONS);
  requireEncoding(where, options.encoding);
  const { name, chunks } = await readBytes(where, source, options);
  const reader = new TextReader(where, name, options.encoding);
  const pieces: string[] = [];
  for await (const chunk of chunks) pieces.push(reader.push(chunk));
  pieces.push(reader.end());
  return tableOfJson(where, name, pieces.join(''));
}
