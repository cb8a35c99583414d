import { EventLoopBreather } from '@myelin/core';
import { Unzlib } from 'fflate';
import { throwIfAborted } from '../../files/aborted.ts';
import { damaged, type ImageSource } from '../image-source.ts';

/** Bytes handed to the decompressor at a time: at most 1,032 times as many come out before we look again. */
const SLICE = 32 * 1024;

/**
 * Compressed pieces become exactly `size` bytes. They are counted and not kept, and counting stops at the first one too many.
 *
 * @throws {@link DataError} they are no zlib stream, or give more or less. {@link AbortError} `signal` fired.
 */
export async function requireInflatedSize(
  pieces: readonly Uint8Array[],
  size: number,
  source: ImageSource,
  signal: AbortSignal | undefined,
): Promise<void> {
  const breather = new EventLoopBreather();
  let count = 0;
  const inflator = new Unzlib((chunk) => {
    count += chunk.length;
  });
  for (const piece of pieces) {
    for (let begin = 0; begin < piece.length; begin += SLICE) {
      try {
        // A copy: the decompressor may keep what it is given.
        inflator.push(piece.slice(begin, begin + SLICE), false);
      } catch (cause) {
        throw damaged(source, 'its pixels cannot be decompressed', cause);
      }
      if (count > size) throw damaged(source, 'more pixels are compressed in it than it has');
      if (!breather.isDue) continue;
      await breather.breathe();
      throwIfAborted(source.where, signal);
    }
  }
  if (count < size) throw damaged(source, 'pixels are missing');
}
