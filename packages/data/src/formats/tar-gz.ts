/**
 * Tar archives: for each file a header of 512 bytes, and its content, filled up to a multiple of 512. Two blocks of zeros end
 * the archive. Only names that fit the header are read, which are those of 100 bytes, or of 255 with a folder before them.
 */

import { AbortError, DataError } from '@myelin/core';
import { ByteReader } from './byte-reader.ts';
import type { Bytes } from './bytes.ts';
import { inflate } from './inflate.ts';

/** A file in an archive. */
export interface ArchivedFile {
  /** Its path in the archive. Nothing is ever written there. */
  readonly name: string;
  readonly content: Bytes;
}

export interface TarGzOptions {
  /** Function that errors name. */
  readonly where: string;
  /** Bytes that may come out of the decompressor at most. */
  readonly maxBytes: number;
  /** True for the files to read; the others are passed over. */
  readonly wanted: (name: string) => boolean;
  readonly signal?: AbortSignal | undefined;
}

const BLOCK = 512;

/**
 * The wanted files of a gzipped tar archive, one by one, as they come out of the decompressor.
 *
 * @throws {@link DataError} the archive is damaged or holds more than `maxBytes`.
 * @throws {@link AbortError} `signal` fired.
 * @source POSIX.1-1988, ustar.
 */
export async function* tarGzFiles(
  archive: Bytes,
  { where, maxBytes, wanted, signal }: TarGzOptions,
): AsyncGenerator<ArchivedFile> {
  const reader = new ByteReader(inflate(archive, 'gzip'));
  let left = maxBytes;
  const take = (count: number): number => {
    left -= count;
    if (left < 0) throw tooLarge(where, maxBytes);
    return count;
  };
  try {
    for (;;) {
      if (signal?.aborted) throw aborted(where, signal.reason);
      const header = await reader.read(take(BLOCK));
      if (header.length === BLOCK && header.every((byte) => byte === 0)) return;
      const { name, isFile, size } = readHeader(header);
      take(size);
      const padding = take(-size & (BLOCK - 1));
      if (isFile && wanted(name)) {
        const content = await reader.read(size);
        if (content.length < size) throw new Error(`\`${name}\` is cut off`);
        yield { name, content };
      } else if ((await reader.skip(size)) < size) throw new Error(`\`${name}\` is cut off`);
      await reader.skip(padding);
    }
  } catch (error) {
    if (error instanceof DataError || error instanceof AbortError) throw error;
    throw new DataError({
      where,
      problem: 'the archive is damaged',
      fix: 'fetch it again and compare its checksum',
      cause: error,
    });
  } finally {
    await reader.close();
  }
}

/** What a header says. Throws a plain error where its checksum is wrong. */
function readHeader(header: Bytes): { name: string; isFile: boolean; size: number } {
  if (header.length < BLOCK) throw new Error('it ends without its last block');
  // The checksum counts its own eight bytes as blanks.
  let sum = 8 * 0x20;
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += header[at] ?? 0;
  if (octal(header, 148, 8) !== sum) throw new Error('the checksum of a header is wrong');
  const name = text(header, 0, 100);
  const folder = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
  const kind = header[156];
  return {
    name: folder ? `${folder}/${name}` : name,
    isFile: kind === 0 || kind === 0x30,
    size: octal(header, 124, 12),
  };
}

/** Text that a zero ends, where it is shorter than its field. */
function text(header: Bytes, begin: number, length: number): string {
  const field = header.subarray(begin, begin + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
}

function octal(header: Bytes, begin: number, length: number): number {
  const digits = text(header, begin, length).trim();
  if (!/^[0-7]+$/.test(digits)) throw new Error('a header holds no number where one must be');
  return Number.parseInt(digits, 8);
}

const aborted = (where: string, cause: unknown): AbortError =>
  new AbortError({
    where,
    problem: 'the unpacking was aborted by `signal`',
    fix: 'call it again; what was downloaded is in the cache',
    cause,
  });

const tooLarge = (where: string, maxBytes: number): DataError =>
  new DataError({
    where,
    problem: `the archive unpacks to more than ${maxBytes} bytes`,
    fix: 'fetch it again and compare its checksum',
  });
