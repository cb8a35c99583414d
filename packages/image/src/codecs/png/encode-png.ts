import type { Bytes, NdArray } from '@myelin/core';
import { encode } from 'fast-png';
import { joined } from '../joined.ts';
import { requireByteImage } from '../require-byte-image.ts';

/**
 * The picture as a PNG file: no pixel is lost.
 *
 * @shape image `[height, width]`, or `[height, width, channels]` with 1 (gray), 2 (gray and alpha), 3 or 4 channels, `uint8`
 * @throws {@link ShapeError} no picture, or other channels.
 * @throws {@link DtypeError} no bytes.
 * @source fast-png, which stores rows without a filter.
 * @example
 * encodePng(ndArray([[0, 255]], undefined, 'uint8')).subarray(1, 4) // => Uint8Array [80, 78, 71]
 */
export function encodePng(image: NdArray): Bytes {
  const picture = requireByteImage('encodePng', image, [1, 2, 3, 4]);
  return joined([encode(picture, { zlib: { level: 6 } })]);
}
