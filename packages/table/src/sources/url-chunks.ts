import { DataError } from '@myelin/core';
import type { OpenSource } from './open-source.ts';
import { streamChunks } from './stream-chunks.ts';

/** What a server sends. @throws {@link DataError} it cannot be reached or refuses. */
export async function urlChunks(
  where: string,
  url: string,
  signal: AbortSignal | undefined,
): Promise<OpenSource> {
  const shown = url.length > 200 ? `${url.slice(0, 200)}…` : url;
  const response = await requested(where, url, shown, signal);
  if (!response.ok || !response.body) {
    await response.body?.cancel().catch(() => undefined);
    throw new DataError({
      where,
      problem: `${shown} cannot be read: the server answers ${[response.status, response.statusText].join(' ').trim()}`,
      fix:
        response.status === 404
          ? 'check the address'
          : 'check the address and whether it needs a login',
    });
  }
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  // With a content encoding the length is that of the packed bytes, which nobody sees.
  const isPlain = !response.headers.get('content-encoding');
  const size = isPlain && Number.isSafeInteger(length) ? length : undefined;
  return { name: shown, size, chunks: received(where, shown, response.body) };
}

async function requested(
  where: string,
  url: string,
  shown: string,
  signal: AbortSignal | undefined,
): Promise<Response> {
  try {
    return await fetch(url, signal ? { signal } : {});
  } catch (cause) {
    throw unreachable(where, shown, cause);
  }
}

async function* received(
  where: string,
  shown: string,
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* streamChunks(body);
  } catch (cause) {
    throw unreachable(where, shown, cause);
  }
}

function unreachable(where: string, shown: string, cause: unknown): DataError {
  let reason = '';
  for (let inner = cause; inner instanceof Error; inner = inner.cause) {
    const { code } = inner as { code?: unknown };
    reason = inner.message || (typeof code === 'string' ? code : reason);
  }
  return new DataError({
    where,
    problem: `${shown} cannot be read: ${reason || String(cause)}`,
    fix: 'check the address and the connection; a page may only read what the server allows it to (CORS)',
    cause,
  });
}
