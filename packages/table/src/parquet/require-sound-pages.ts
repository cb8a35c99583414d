/**
 * Whether what a Parquet file's headers claim can be true. They say how much memory a reader takes, so they are looked at
 * before it takes any.
 */

import { type Bytes, DataError } from '@myelin/core';
import type { FileMetaData } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';

/** Bytes that one packed byte can stand for at most, by codec; the last two have no such limit, this is far beyond real files. */
const MOST_UNPACKED: Readonly<Record<string, number>> = {
  UNCOMPRESSED: 1,
  SNAPPY: 64,
  LZ4: 256,
  LZ4_RAW: 256,
  GZIP: 1100,
  ZSTD: 65_536,
  BROTLI: 65_536,
};
const ROOM = 1 << 16;
/** Bytes that a value takes in memory, at least. */
const VALUE_BYTES = 8;

/** @throws {@link DataError} or any error, the file is damaged. Returns the number of rows. */
export function requireSoundPages(
  where: string,
  name: string,
  bytes: Bytes,
  { num_rows, row_groups }: FileMetaData,
  wanted: ReadonlySet<string>,
  maxBytes: number,
): number {
  const rows = Number(num_rows);
  let sum = 0;
  for (const group of row_groups) sum += Number(group.num_rows);
  if (!Number.isSafeInteger(rows) || rows < 0 || sum !== rows) {
    throw new Error(`it says that it has ${num_rows} rows, and ${sum} in groups`);
  }
  if (rows * wanted.size * VALUE_BYTES > maxBytes) {
    throw new DataError({
      where,
      problem: `${name} holds ${rows} rows, more than fit into the ${maxBytes} bytes that \`maxBytes\` allows`,
      fix: 'choose some columns with { columns: [...] }, or raise { maxBytes }',
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const group of row_groups) {
    for (const { meta_data: chunk, file_path } of group.columns) {
      if (file_path !== undefined) throw new Error('its columns lie in other files');
      if (!chunk) throw new Error('a column has no metadata');
      const [column = ''] = chunk.path_in_schema;
      if (!wanted.has(column)) continue;
      const begin = Number(chunk.dictionary_page_offset || chunk.data_page_offset);
      const size = Number(chunk.total_compressed_size);
      if (!(begin >= 4 && size >= 0 && begin + size <= bytes.length)) {
        throw new Error(`column "${column}" lies outside of the file`);
      }
      requirePages(view, begin, begin + size, chunk.codec, Number(group.num_rows));
    }
  }
  return rows;
}

function requirePages(
  view: DataView<ArrayBuffer>,
  begin: number,
  end: number,
  codec: string,
  rows: number,
): void {
  const reader = { view, offset: begin };
  const most = MOST_UNPACKED[codec] ?? 1;
  let values = 0;
  while (reader.offset < end && values < rows) {
    const page = parquetHeader(reader);
    const packed = page.compressed_page_size;
    const unpacked = page.uncompressed_page_size;
    if (!(packed >= 0 && reader.offset + packed <= end)) throw new Error('a page is cut off');
    if (!(unpacked >= 0 && unpacked <= ROOM + packed * most)) {
      throw new Error(`a page of ${packed} bytes is said to hold ${unpacked}`);
    }
    reader.offset += packed;
    const dictionary = page.dictionary_page_header?.num_values ?? 0;
    if (!(dictionary >= 0 && dictionary <= unpacked)) {
      throw new Error(`a dictionary of ${unpacked} bytes is said to hold ${dictionary} values`);
    }
    const data = page.data_page_header ?? page.data_page_header_v2;
    const count = data?.num_values ?? 0;
    if (!(count >= 0 && values + count <= rows)) {
      throw new Error(`its pages hold more values than the ${rows} rows of their group`);
    }
    values += count;
  }
  if (values !== rows) throw new Error(`its pages hold ${values} values for ${rows} rows`);
}
