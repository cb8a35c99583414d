import { ArgumentError, describe } from '@myelin/core';
import { fileChunks } from './file-chunks.ts';
import { findNode } from './node.ts';
import { streamChunks } from './stream-chunks.ts';
import type { TableSource } from './table-source.ts';
import { urlChunks } from './url-chunks.ts';

/** A source that can be read once. */
export interface OpenSource {
  /** As messages name it: a path, an address, a file's name, or `the data`. */
  readonly name: string;
  /** Bytes in all, where that is known beforehand. */
  readonly size: number | undefined;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * Opens whatever can be given as a source.
 *
 * @throws {@link ArgumentError} it is none. {@link DataError} there is no such file, it may not be read, or the server refuses.
 */
export async function openSource(
  where: string,
  source: TableSource,
  signal: AbortSignal | undefined,
): Promise<OpenSource> {
  if (typeof source === 'string') return openPlace(where, source, signal);
  if (source instanceof URL) return openPlace(where, source.href, signal);
  if (source instanceof Uint8Array) return bytesSource(source);
  if (source instanceof ArrayBuffer) return bytesSource(new Uint8Array(source));
  if (source instanceof Blob) {
    const name = (source as Partial<File>).name;
    return {
      name: name ? `"${name}"` : 'the blob',
      size: source.size,
      chunks: streamChunks(source.stream()),
    };
  }
  if (source instanceof ReadableStream) {
    return { name: 'the stream', size: undefined, chunks: streamChunks(source) };
  }
  if (
    typeof (source as Partial<AsyncIterable<Uint8Array>> | null)?.[Symbol.asyncIterator] ===
    'function'
  ) {
    return { name: 'the stream', size: undefined, chunks: source };
  }
  throw new ArgumentError({
    where,
    problem: `\`source\` must be a path, a URL, a Blob, bytes or a stream of bytes, received ${describe(source)}`,
    fix: "pass for example 'data.csv', new URL('https://…') or a File",
  });
}

async function openPlace(
  where: string,
  place: string,
  signal: AbortSignal | undefined,
): Promise<OpenSource> {
  if (/[\r\n]/.test(place)) {
    throw new ArgumentError({
      where,
      problem: `\`source\` must be a path or a URL, received text of several lines, ${describe(place)}`,
      fix: 'to read text that is in memory use parseCsv(text), parseJson(text) or parseNdjson(text)',
    });
  }
  const node = findNode();
  if (node && /^file:/i.test(place)) return fileChunks(where, node, fileOf(where, node, place));
  if (!node || /^(https?|data|blob):/i.test(place)) return urlChunks(where, place, signal);
  return fileChunks(where, node, place);
}

function fileOf(
  where: string,
  node: NonNullable<ReturnType<typeof findNode>>,
  url: string,
): string {
  try {
    return node.url.fileURLToPath(url);
  } catch (cause) {
    throw new ArgumentError({
      where,
      problem: `"${url}" names no file of this computer`,
      fix: "pass for example 'file:///folder/data.csv', or the path itself",
      cause,
    });
  }
}

function bytesSource(bytes: Uint8Array): OpenSource {
  return { name: 'the data', size: bytes.length, chunks: once(bytes) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
