import { ArgumentError, describe, type NdArray } from '@myelin/core';
import { decodeBytes } from './decode-bytes.ts';
import { type DecodeImageOptions, requireDecodeOptions } from './decode-options.ts';

/**
 * The pixels of a PNG or JPEG file, told apart by their first bytes.
 *
 * PNG: gray, color and palettes of all depths, of which 16 bits are cut to 8; interlaced from 8 bits on. JPEG: sequential and
 * progressive, gray and color. In a page, the browser decodes JPEGs.
 *
 * @shape result `[height, width, channels]`, `uint8`: 1 channel for gray, 2 with alpha, 3 for color, 4 with alpha
 * @throws {@link DataError} the bytes are damaged, of another format or kind, or more pixels than `maxPixels`.
 * @throws {@link ArgumentError} no bytes, or a bad option.
 * @throws {@link StateError} a JPEG where there is neither a canvas nor Node, or in Node without the package @jsquash/jpeg.
 * @source fast-png; MozJPEG in Node, whose pixels are those of libjpeg-turbo, which Pillow and TensorFlow use.
 * @see {@link readImage}, which takes files and addresses.
 * @example
 * (await decodeImage(encodePng(ndArray([[0, 255]], undefined, 'uint8')))).toArray() // => [[[0], [255]]]
 */
export async function decodeImage(
  bytes: Uint8Array,
  options: DecodeImageOptions = {},
): Promise<NdArray> {
  const where = 'decodeImage';
  const resolved = requireDecodeOptions(where, options);
  return decodeBytes(requireBytes(where, bytes), { where, title: 'the image' }, resolved);
}

/** @throws {@link ArgumentError} */
function requireBytes(where: string, bytes: unknown): Uint8Array {
  if (bytes instanceof Uint8Array) return bytes;
  throw new ArgumentError({
    where,
    problem: `takes the bytes of a file as Uint8Array, received ${describe(bytes)}`,
    fix: 'pass new Uint8Array(buffer), or call readImage with the path of a file',
  });
}
