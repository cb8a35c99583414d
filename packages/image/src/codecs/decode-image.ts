import { ArgumentError, describe, type NdArray } from '@myelin/core';
import { type DecodeImageOptions, requireDecodeOptions } from './decode-options.ts';
import { decodeSteps } from './decode-steps.ts';

/**
 * The pixels of a PNG or JPEG file, told apart by their first bytes.
 *
 * PNG: every kind the standard has; 16 bits are cut to 8. JPEG: sequential and progressive, gray, color and printing inks
 * (which become red, green and blue).
 *
 * @shape result `[height, width, channels]`, `uint8`: 1 channel for gray, 2 with alpha, 3 for color, 4 with alpha
 * @throws {@link DataError} the bytes are damaged, of another format, or more pixels than `maxPixels`.
 * @throws {@link ArgumentError} no bytes, or a bad option.
 * @source PNG specification, third edition; ITU-T T.81. Pixels of JPEGs are those of libjpeg-turbo, which Pillow and TensorFlow use.
 * @see {@link readImage}, which lets other work run while it decodes.
 * @example
 * decodeImage(encodePng(ndArray([[0, 255]], undefined, 'uint8'))).toArray() // => [[[0], [255]]]
 */
export function decodeImage(bytes: Uint8Array, options: DecodeImageOptions = {}): NdArray {
  const where = 'decodeImage';
  const resolved = requireDecodeOptions(where, options);
  const steps = decodeSteps(requireBytes(where, bytes), { where, title: 'the image' }, resolved);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
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
