import { ArgumentError, DataError, describe, localFiles } from '@myelin/core';
import { joined } from '../codecs/joined.ts';
import { throwIfAborted } from './aborted.ts';
import { findNode } from './node.ts';

/** Where a picture is read from: the path of a file, an address, a file that was chosen in a page, or the bytes themselves. */
export type ReadableImage = string | URL | Blob | ArrayBuffer | Uint8Array;

/** The bytes of a picture, and how errors name it. */
export interface ImageBytes {
  readonly bytes: Uint8Array;
  readonly title: string;
}

/** @throws {@link DataError} there is no such file, it cannot be fetched, or it is too large. {@link AbortError} */
export async function imageBytes(
  where: string,
  source: ReadableImage,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<ImageBytes> {
  throwIfAborted(where, signal);
  if (source instanceof Uint8Array) return { bytes: source, title: 'the image' };
  if (source instanceof ArrayBuffer) return { bytes: new Uint8Array(source), title: 'the image' };
  if (source instanceof Blob) return blobBytes(where, source, maxBytes);
  const url = urlOf(source);
  if (url && url.protocol !== 'file:') return fetchBytes(where, url, maxBytes, signal);
  if (url === undefined && typeof source !== 'string') {
    throw new ArgumentError({
      where,
      problem: `takes a path, an address, a Blob or bytes, received ${describe(source)}`,
      fix: "pass for example 'photo.jpg'",
    });
  }
  const path = url ? pathOf(where, url) : (source as string);
  return fileBytes(where, path, maxBytes);
}

async function blobBytes(where: string, blob: Blob, maxBytes: number): Promise<ImageBytes> {
  const { name } = blob as { readonly name?: unknown };
  const title = typeof name === 'string' && name !== '' ? `"${name}"` : 'the image';
  requireSize(where, title, blob.size, maxBytes);
  return { bytes: new Uint8Array(await blob.arrayBuffer()), title };
}

async function fileBytes(where: string, path: string, maxBytes: number): Promise<ImageBytes> {
  const title = `"${path}"`;
  const files = localFiles();
  const size = await files.size(path);
  if (size !== undefined) requireSize(where, title, size, maxBytes);
  const bytes = size === undefined ? undefined : await files.read(path);
  if (bytes) return { bytes, title };
  throw new DataError({ where, problem: `there is no file ${title}`, fix: 'check the path' });
}

async function fetchBytes(
  where: string,
  url: URL,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<ImageBytes> {
  const address = url.href.length > 100 ? `${url.href.slice(0, 99)}…` : url.href;
  const title = `"${address}"`;
  const parts: Uint8Array[] = [];
  try {
    const response = await fetch(url, signal ? { signal } : {});
    if (!response.ok) throw new Error(`the server answers ${response.status}`);
    const reader = response.body?.getReader();
    let size = 0;
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      parts.push(part.value);
      size += part.value.length;
      if (size <= maxBytes) continue;
      await reader?.cancel();
      requireSize(where, title, size, maxBytes);
    }
  } catch (cause) {
    throwIfAborted(where, signal);
    if (cause instanceof DataError) throw cause;
    throw new DataError({
      where,
      problem: `${title} cannot be fetched: ${cause instanceof Error ? cause.message : String(cause)}`,
      fix: 'check the address, and whether the server lets this page read from it',
      cause,
    });
  }
  return { bytes: joined(parts), title };
}

function requireSize(where: string, title: string, size: number, maxBytes: number): void {
  if (size <= maxBytes) return;
  throw new DataError({
    where,
    problem: `${title} has more than ${maxBytes} bytes`,
    fix: 'pass a larger { maxBytes } if you trust it',
  });
}

function urlOf(source: unknown): URL | undefined {
  if (source instanceof URL) return source;
  const isAddress = typeof source === 'string' && /^(https?|data|blob|file):/i.test(source);
  return isAddress ? new URL(source) : undefined;
}

function pathOf(where: string, url: URL): string {
  const node = findNode();
  if (node) return node.url.fileURLToPath(url);
  throw new DataError({
    where,
    problem: `a page cannot read "${url.href}"`,
    fix: 'let the user choose the file, and pass that',
  });
}
