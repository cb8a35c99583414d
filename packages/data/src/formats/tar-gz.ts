/** Files out of gzipped tar archives, which `modern-tar` reads. Here stands what it does not do: limits, and errors that teach. */

import { AbortError, DataError } from '@myelin/core';
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
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

/**
 * The wanted files of a gzipped tar archive, one by one, as they come out of the decompressor.
 *
 * Only for archives whose checksum was compared: forged extended headers can make modern-tar 0.8.6 work for minutes.
 *
 * @throws {@link DataError} the archive is damaged or holds more than `maxBytes`.
 * @throws {@link AbortError} `signal` fired.
 * @source POSIX.1-1988 (ustar), with the long names of POSIX.1-2001 (pax) and GNU.
 */
export async function* tarGzFiles(
  archive: Bytes,
  { where, maxBytes, wanted, signal }: TarGzOptions,
): AsyncGenerator<ArchivedFile> {
  const left = new AbortController();
  const stop = signal ? AbortSignal.any([signal, left.signal]) : left.signal;
  let promised = 0;
  try {
    signal?.throwIfAborted();
    const entries = atMost(archive, where, maxBytes)
      .pipeThrough(createTarDecoder({ strict: true }), { signal: stop })
      .getReader();
    for (;;) {
      const { done, value: entry } = await entries.read();
      if (done) return;
      signal?.throwIfAborted();
      promised += entry.header.size;
      if (promised > maxBytes) throw tooLarge(where, maxBytes);
      const { name, type } = entry.header;
      if (type === 'file' && wanted(name)) yield { name, content: await contentOf(entry) };
      else await passOver(entry);
    }
  } catch (error) {
    if (signal?.aborted) throw aborted(where, signal.reason);
    if (error instanceof DataError) throw error;
    throw new DataError({
      where,
      problem: 'the archive is damaged',
      fix: 'fetch it again and compare its checksum',
      cause: error,
    });
  } finally {
    left.abort();
  }
}

/** What the archive unpacks to, as a stream that fails where that is too much. */
function atMost(archive: Bytes, where: string, maxBytes: number): ReadableStream<Bytes> {
  const pieces = inflate(archive, 'gzip');
  let left = maxBytes;
  return new ReadableStream({
    async pull(controller): Promise<void> {
      const { done, value } = await pieces.next();
      if (done) return controller.close();
      left -= value.length;
      if (left < 0) throw tooLarge(where, maxBytes);
      controller.enqueue(value);
    },
    async cancel(): Promise<void> {
      await pieces.return(undefined);
    },
  });
}

/** The content of a file whose size was compared with what the archive may hold. */
async function contentOf({ header, body }: ParsedTarEntry): Promise<Bytes> {
  const content = new Uint8Array(header.size);
  let filled = 0;
  for await (const piece of piecesOf(body)) {
    content.set(piece, filled);
    filled += piece.length;
  }
  return content;
}

/** Reads to the end: a body that is canceled takes the one after it along (modern-tar 0.8.6), and all waits for ever. */
async function passOver({ body }: ParsedTarEntry): Promise<void> {
  for await (const _ of piecesOf(body));
}

/** As iterating over the stream, which not every browser can. */
async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
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
