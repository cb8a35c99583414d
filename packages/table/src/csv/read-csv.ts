import { EventLoopBreather } from '@myelin/core';
import { readBytes } from '../sources/read-bytes.ts';
import type { TableSource } from '../sources/table-source.ts';
import type { Table } from '../table.ts';
import { requireEncoding, TextReader } from '../text/text-reader.ts';
import { type CsvOptions, type CsvRow, type CsvTypes, csvSettings } from './csv-options.ts';
import { CsvTableReader } from './csv-table-reader.ts';

/** Options that are not about the text. */
export const SOURCE_OPTIONS = ['encoding', 'signal', 'maxBytes', 'onProgress'] as const;

/**
 * Reads a CSV file: a path, a URL, a File or Blob, bytes, or a stream of them; packed with gzip or not.
 *
 * A column holds numbers if all that is not missing are numbers, booleans if all are true or false in any case, else
 * texts, which stay as they are, letter by letter. Whole numbers with more digits than doubles hold stay texts, too. Other work
 * goes on meanwhile.
 *
 * @throws {@link DataError} the file cannot be read, or is no such table: it says the line, and what to do.
 * @throws {@link AbortError} `signal` fired.
 * @see {@link csvBatches} for files that are larger than memory
 * @example
 * const titanic = await readCsv('titanic.csv', { types: { Age: 'number', Name: 'text' } });
 * titanic.row(0).Age // number | null
 */
export async function readCsv<const Types extends CsvTypes = CsvTypes>(
  source: TableSource,
  options: CsvOptions<Types> = {},
): Promise<Table<CsvRow<Types>>> {
  const where = 'readCsv';
  const settings = csvSettings(where, options, SOURCE_OPTIONS);
  requireEncoding(where, options.encoding);
  const { name, chunks } = await readBytes(where, source, options);
  const text = new TextReader(where, name, options.encoding);
  const reader = new CsvTableReader({ where, name }, settings);
  const breather = new EventLoopBreather();
  for await (const chunk of chunks) {
    reader.push(text.push(chunk));
    if (reader.isFull) break;
    await breather.breathe();
  }
  if (!reader.isFull) reader.push(text.end());
  return reader.finish() as Table<CsvRow<Types>>;
}
