import { type NdArray, requireWholeNumber } from '@myelin/core';
import { decodeBytes } from '../codecs/decode-bytes.ts';
import { type DecodeImageOptions, requireDecodeOptions } from '../codecs/decode-options.ts';
import { imageBytes, type ReadableImage } from './image-bytes.ts';

/** @see {@link readImage} */
export interface ReadImageOptions extends DecodeImageOptions {
  /** Most bytes of a file that are read. @defaultValue `2 ** 28`, 268 million */
  readonly maxBytes?: number;
  /** Stops reading, and decoding before and after the decoder itself runs. */
  readonly signal?: AbortSignal;
}

/**
 * The pixels of a PNG or JPEG, from wherever it is.
 *
 * @param source - Path of a file (in a page: of its private file system), address, Blob such as a file that was chosen, or bytes.
 * @shape result `[height, width, channels]`, `uint8`: 1 channel for gray, 2 with alpha, 3 for color, 4 with alpha
 * @throws {@link DataError} there is no such file, or it is damaged, of another format, or too large.
 * @throws {@link ArgumentError} a bad option.
 * @throws {@link AbortError} `signal` fired.
 * @see {@link decodeImage} for what is read.
 * @example
 * const image = await readImage('data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==');
 * image.shape // => [1, 1, 1]
 */
export async function readImage(
  source: ReadableImage,
  options: ReadImageOptions = {},
): Promise<NdArray> {
  const where = 'readImage';
  const { maxBytes = 2 ** 28, signal, ...rest } = options;
  requireWholeNumber(where, 'maxBytes', maxBytes, { min: 1 });
  const decoding = requireDecodeOptions(where, rest);
  const { bytes, title } = await imageBytes(where, source, maxBytes, signal);
  return decodeBytes(bytes, { where, title }, decoding, signal);
}
