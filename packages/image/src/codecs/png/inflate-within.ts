import { Unzlib } from 'fflate';
import { damaged, type ImageSource } from '../image-source.ts';

/** Bytes handed to the decompressor at a time: at most 1,032 times as many come out before we look again. */
const SLICE = 8 * 1024;

/** Most bytes that one compressed byte can become. */
const LARGEST_RATIO = 1032;

/**
 * Decompresses pieces into exactly `size` bytes, with a stop after each slice.
 *
 * There is room for them only if so many can come out, and what comes out beyond them is not kept.
 *
 * @throws {@link DataError} they are no zlib stream, or give less.
 */
export function* inflateWithin(
  pieces: readonly Uint8Array[],
  size: number,
  source: ImageSource,
): Generator<undefined, Uint8Array> {
  const compressed = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (size > compressed * LARGEST_RATIO) throw damaged(source, 'pixels are missing');
  const result = new Uint8Array(size);
  let filled = 0;
  const inflator = new Unzlib((chunk) => {
    const fitting = chunk.subarray(0, size - filled);
    result.set(fitting, filled);
    filled += fitting.length;
  });
  for (const piece of pieces) {
    for (let begin = 0; begin < piece.length && filled < size; begin += SLICE) {
      try {
        // A copy: the decompressor may keep what it is given.
        inflator.push(piece.slice(begin, begin + SLICE), false);
      } catch (cause) {
        throw damaged(source, 'its pixels cannot be decompressed', cause);
      }
      yield;
    }
  }
  if (filled < size) {
    try {
      inflator.push(new Uint8Array(), true);
    } catch (cause) {
      throw damaged(source, 'pixels are missing', cause);
    }
  }
  if (filled < size) throw damaged(source, 'pixels are missing');
  return result;
}
