import type { Bytes } from './bytes.ts';

/** Bytes handed to the decompressor at a time: at most 1,032 times as many come out before we look again. */
const SLICE = 16 * 1024;

/**
 * The decompressed bytes, piece by piece.
 *
 * A reader can stop at any piece, so a small file never grows into a huge one unseen.
 */
export async function* inflate(
  compressed: Bytes,
  format: 'gzip' | 'deflate-raw',
): AsyncGenerator<Bytes> {
  const reader = slices(compressed).pipeThrough(new DecompressionStream(format)).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function slices(bytes: Bytes): ReadableStream<Bytes> {
  let offset = 0;
  return new ReadableStream({
    pull(controller): void {
      if (offset < bytes.length) controller.enqueue(bytes.subarray(offset, offset + SLICE));
      else controller.close();
      offset += SLICE;
    },
  });
}
