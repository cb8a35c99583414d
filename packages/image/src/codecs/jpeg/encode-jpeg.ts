import {
  ArgumentError,
  type Bytes,
  NdArray,
  requireBoolean,
  requireWholeNumber,
  resolveOptions,
} from '@myelin/core';
import { pixelsOf } from '../../image/new-pixels.ts';
import { withColorMode } from '../../pixels/color-mode.ts';
import { joined } from '../joined.ts';
import { requireByteImage } from '../require-byte-image.ts';
import { jpegCodec } from './jpeg-codec.ts';

/** @see {@link encodeJpeg} */
export interface EncodeJpegOptions {
  /** From 1, small and coarse, to 100. @defaultValue `75` */
  readonly quality?: number;
  /**
   * Whether colors are stored at half the width and height: smaller, and hardly seen. Only Node can do without.
   *
   * @defaultValue `true`
   */
  readonly halveColors?: boolean;
}

/** Most pixels in a row or column that a file can say. */
const LONGEST = 65_535;

/**
 * The picture as a JPEG file: much smaller than a PNG for photographs, and not exactly the same picture.
 *
 * Bytes, and so pixels, differ between Node and browsers; browsers store gray as three channels.
 *
 * @shape image `[height, width]`, or `[height, width, channels]` with 1 (gray) or 3 channels, `uint8`
 * @throws {@link ArgumentError} a quality that is no whole number from 1 to 100, or more than 65,535 rows or columns.
 * @throws {@link ShapeError} no picture, or other channels.
 * @throws {@link DtypeError} no bytes.
 * @throws {@link StateError} there is neither a canvas nor Node, or it is Node without the package @jsquash/jpeg.
 * @source MozJPEG in Node, sequential, with the tables of ITU-T T.81, annex K, scaled as by libjpeg; in a page, its browser.
 * @example
 * (await encodeJpeg(ndArray([[0, 255]], undefined, 'uint8'), { quality: 90 })).subarray(0, 2) // => Uint8Array [255, 216]
 */
export async function encodeJpeg(image: NdArray, options: EncodeJpegOptions = {}): Promise<Bytes> {
  const where = 'encodeJpeg';
  const { width, height, channels } = requireByteImage(where, image, [1, 3]);
  const resolved = resolveOptions(where, options, { quality: 75, halveColors: true });
  const quality = requireWholeNumber(where, 'quality', resolved.quality, { min: 1, max: 100 });
  const halveColors = requireBoolean(where, 'halveColors', resolved.halveColors);
  if (width > LONGEST || height > LONGEST) {
    throw new ArgumentError({
      where,
      problem: `a JPEG has at most ${LONGEST} rows and columns, received ${height} rows and ${width} columns`,
      fix: 'make the image smaller with resizeImage, or use encodePng',
    });
  }
  const shaped = new NdArray(image.data, [height, width, channels]);
  const data = pixelsOf(withColorMode(where, shaped, 'rgba')) as Uint8ClampedArray;
  const settings = { quality, halveColors, isGray: channels === 1 };
  return joined([await jpegCodec(where).encode(where, { data, width, height }, settings)]);
}
