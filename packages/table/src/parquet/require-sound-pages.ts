/**
 * Whether what a Parquet file's headers claim can be true. They say how much memory a reader takes, so they are looked at
 * before it takes any.
 */

import type { Bytes } from '@myelin/core';
import {
  type ColumnMetaData,
  type CompressionCodec,
  type FileMetaData,
  type PageHeader,
  type SchemaElement,
  snappyUncompress,
} from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { requireMemory } from '../sources/decode-file.ts';
import { decompressors } from './decompressors.ts';
import { requireSoundRuns } from './require-sound-runs.ts';

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

/**
 * Returns the number of rows.
 *
 * @param wanted - The columns that are read.
 * @throws {@link DataError} or any error, the file is damaged.
 */
export function requireSoundPages(
  where: string,
  name: string,
  bytes: Bytes,
  { num_rows, row_groups }: FileMetaData,
  wanted: ReadonlyMap<string, SchemaElement | undefined>,
  maxBytes: number,
): number {
  const rows = Number(num_rows);
  let sum = 0;
  for (const group of row_groups) sum += Number(group.num_rows);
  if (!Number.isSafeInteger(rows) || rows < 0 || sum !== rows) {
    throw new Error(`it says that it has ${num_rows} rows, and ${sum} in groups`);
  }
  requireMemory(where, name, rows, wanted.size, maxBytes);
  for (const group of row_groups) {
    for (const { meta_data: chunk, file_path } of group.columns) {
      if (file_path !== undefined) throw new Error('its columns lie in other files');
      if (!chunk) throw new Error('a column has no metadata');
      const [column = ''] = chunk.path_in_schema;
      if (!wanted.has(column)) continue;
      const isNullable = wanted.get(column)?.repetition_type !== 'REQUIRED';
      requirePages(bytes, chunk, isNullable, Number(group.num_rows));
    }
  }
  return rows;
}

function requirePages(
  bytes: Bytes,
  chunk: ColumnMetaData,
  isNullable: boolean,
  rows: number,
): void {
  const begin = Number(chunk.dictionary_page_offset || chunk.data_page_offset);
  const end = begin + Number(chunk.total_compressed_size);
  if (!(begin >= 4 && end >= begin && end <= bytes.length)) {
    throw new Error('a column lies outside of the file');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = { view, offset: begin };
  let values = 0;
  while (reader.offset < end && values < rows) {
    const page = parquetHeader(reader);
    const content = bytes.subarray(reader.offset, reader.offset + page.compressed_page_size);
    if (!(page.compressed_page_size >= 0 && reader.offset + content.length <= end)) {
      throw new Error('a page is cut off');
    }
    reader.offset += page.compressed_page_size;
    values += requirePage(page, content, chunk.codec, isNullable, rows - values);
  }
  if (values !== rows) throw new Error(`its pages hold ${values} values for ${rows} rows`);
}

/** Returns the number of values, missing ones included. */
function requirePage(
  page: PageHeader,
  content: Uint8Array,
  codec: CompressionCodec,
  isNullable: boolean,
  left: number,
): number {
  const unpacked = page.uncompressed_page_size;
  if (!(unpacked >= 0 && unpacked <= ROOM + content.length * (MOST_UNPACKED[codec] ?? 1))) {
    throw new Error(`a page of ${content.length} bytes is said to hold ${unpacked}`);
  }
  const dictionary = page.dictionary_page_header?.num_values ?? 0;
  if (!(dictionary >= 0 && dictionary <= unpacked)) {
    throw new Error(`a dictionary of ${unpacked} bytes is said to hold ${dictionary} values`);
  }
  const data = page.data_page_header ?? page.data_page_header_v2;
  if (!data) return 0;
  if (!(data.num_values >= 0 && data.num_values <= left)) {
    throw new Error('its pages hold more values than the rows of their group');
  }
  requireSoundRuns(page, unpackedPage(page, content, codec), isNullable);
  return data.num_values;
}

/** A page as the reader sees it, levels in front. */
function unpackedPage(page: PageHeader, content: Uint8Array, codec: CompressionCodec): Uint8Array {
  const second = page.data_page_header_v2;
  if (codec === 'UNCOMPRESSED' || second?.is_compressed === false) return content;
  const levels = second
    ? second.definition_levels_byte_length + (second.repetition_levels_byte_length ?? 0)
    : 0;
  const length = page.uncompressed_page_size - levels;
  if (!(levels >= 0 && length >= 0)) throw new Error('the header of a page contradicts itself');
  const whole = new Uint8Array(levels + length);
  whole.set(content.subarray(0, levels));
  const packed = content.subarray(levels);
  if (codec === 'SNAPPY') {
    snappyUncompress(packed, whole.subarray(levels));
  } else {
    const unpack = decompressors[codec];
    if (!unpack) throw new Error(`it is packed with ${codec}`);
    whole.set(unpack(packed, length), levels);
  }
  return whole;
}
