/** The bytes of a source: unpacked, counted, and interruptible. */

import { AbortError, DataError, describe, MyelinError, requireNumber } from '@myelin/core';
import { interruptible } from './interruptible.ts';
import { type OpenSource, openSource } from './open-source.ts';
import type { SourceOptions, TableSource } from './table-source.ts';
import { unpacked } from './unpacked.ts';

/** Bytes that are held in memory as a whole at most, unless an option says otherwise. */
export const MOST_IN_MEMORY = 2 ** 32;

/** Bytes handed on at a time: larger pieces would keep other work waiting. */
const PIECE = 1 << 18;

export interface ByteSource {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * Opens a source and hands on its bytes, unpacked where they are packed.
 *
 * @throws as {@link openSource}. {@link DataError} there are more bytes than `maxBytes`. {@link AbortError} `signal` fired.
 */
export async function readBytes(
  where: string,
  source: TableSource,
  options: SourceOptions,
  most: number = MOST_IN_MEMORY,
): Promise<ByteSource> {
  const { signal } = options;
  const maxBytes =
    options.maxBytes === undefined
      ? most
      : options.maxBytes === Number.POSITIVE_INFINITY
        ? options.maxBytes
        : requireNumber(where, 'maxBytes', options.maxBytes, { min: 0 });
  try {
    signal?.throwIfAborted();
    const open = await openSource(where, source, signal);
    const { name } = open;
    return { name, chunks: guarded(where, open, options, maxBytes) };
  } catch (error) {
    throw asAborted(where, signal, error);
  }
}

/** All bytes of a source, in one piece. @throws as {@link readBytes} */
export async function readAllBytes(
  where: string,
  source: TableSource,
  options: SourceOptions,
): Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }> {
  const { name, chunks } = await readBytes(where, source, options);
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    pieces.push(chunk);
    length += chunk.length;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { name, bytes };
}

async function* guarded(
  where: string,
  open: OpenSource,
  { signal, onProgress }: SourceOptions,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let length = 0;
  try {
    for await (const chunk of unpacked(
      where,
      open.name,
      counted(where, open, signal, onProgress),
    )) {
      signal?.throwIfAborted();
      length += chunk.length;
      if (length > maxBytes) throw tooLarge(where, open.name, maxBytes);
      for (let at = 0; at < chunk.length; at += PIECE) yield chunk.subarray(at, at + PIECE);
    }
  } catch (error) {
    throw asAborted(where, signal, error, open.name);
  }
}

async function* counted(
  where: string,
  open: OpenSource,
  signal: AbortSignal | undefined,
  onProgress: SourceOptions['onProgress'],
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of interruptible(open.chunks, signal)) {
    if (!(chunk instanceof Uint8Array)) throw noBytes(where, open.name, chunk);
    bytes += chunk.length;
    onProgress?.({ bytes, totalBytes: open.size });
    yield chunk;
  }
}

function noBytes(where: string, name: string, chunk: unknown): DataError {
  return new DataError({
    where,
    problem: `${name} must bring bytes (Uint8Array), received ${describe(chunk)}`,
    fix: 'leave out the encoding of a Node stream; for text that is in memory use parseCsv(text), parseJson(text) or parseNdjson(text)',
  });
}

function tooLarge(where: string, name: string, maxBytes: number): DataError {
  return new DataError({
    where,
    problem: `${name} holds more than the ${maxBytes} bytes that \`maxBytes\` allows`,
    fix: 'read it in parts with csvBatches(), or raise { maxBytes }',
  });
}

function asAborted(
  where: string,
  signal: AbortSignal | undefined,
  error: unknown,
  name = 'the source',
): unknown {
  if (signal?.aborted) {
    return new AbortError({
      where,
      problem: `reading ${name} was aborted by \`signal\``,
      fix: 'call it again without aborting the signal',
      cause: error,
    });
  }
  if (error instanceof MyelinError) return error;
  return new DataError({
    where,
    problem: `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    fix: 'check the source',
    cause: error,
  });
}
