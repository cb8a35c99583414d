import { type NdArray, requireOneOf, requireWholeNumber, resolveOptions } from '@myelin/core';
import { type BorderMode, borderModes, pixelAt } from '../image/border-mode.ts';
import { borderValues } from '../image/border-value.ts';
import { newPixels, pixelsOf, shapeLike } from '../image/new-pixels.ts';
import { requireImage } from '../image/require-image.ts';

/** @see {@link padImage} */
export interface PadImageOptions {
  /** Rows added above. @defaultValue `0` */
  readonly top?: number;
  /** Rows added below. @defaultValue `0` */
  readonly bottom?: number;
  /** Columns added on the left. @defaultValue `0` */
  readonly left?: number;
  /** Columns added on the right. @defaultValue `0` */
  readonly right?: number;
  /** What is seen there. @defaultValue `'constant'` */
  readonly border?: BorderMode;
  /** With the border `'constant'`: a number, or one for each channel. @defaultValue `0` */
  readonly borderValue?: number | readonly number[];
}

/**
 * The picture with a border around it.
 *
 * @shape image `[height, width]` or `[height, width, channels]`, `uint8` or `float32`
 * @shape result `[top + height + bottom, left + width + right]`, with the same channels
 * @throws {@link ArgumentError} a size that is no whole number, or another bad option.
 * @throws {@link ShapeError} no picture.
 * @throws {@link DtypeError} neither bytes nor float32.
 * @source `cv2.copyMakeBorder`.
 * @example
 * const image = ndArray([[1, 2, 3]], undefined, 'uint8');
 * padImage(image, { left: 2, border: 'reflect_101' }).toArray() // => [[3, 2, 1, 2, 3]]
 */
export function padImage(image: NdArray, options: PadImageOptions): NdArray {
  const where = 'padImage';
  const { height, width, channels } = requireImage(where, image);
  const resolved = resolveOptions<PadImageOptions>(where, options, {
    top: 0,
    bottom: 0,
    left: 0,
    right: 0,
    border: 'constant',
    borderValue: 0,
  });
  const size = (side: 'top' | 'bottom' | 'left' | 'right'): number =>
    requireWholeNumber(where, side, resolved[side], { min: 0 });
  const [top, left] = [size('top'), size('left')];
  const border = requireOneOf(where, 'border', resolved.border, borderModes);
  const outside = borderValues(where, resolved.borderValue, channels);
  const [rows, columns] = [top + height + size('bottom'), left + width + size('right')];
  const result = newPixels(where, image.dtype, shapeLike(image, rows, columns));
  const [from, to] = [pixelsOf(image), pixelsOf(result)];
  for (let y = 0, at = 0; y < rows; y++) {
    const row = pixelAt(y - top, height, border);
    for (let x = 0; x < columns; x++) {
      const column = pixelAt(x - left, width, border);
      const isOutside = row < 0 || column < 0;
      const pixel = (row * width + column) * channels;
      for (let c = 0; c < channels; c++) {
        to[at++] = (isOutside ? outside[c] : from[pixel + c]) ?? 0;
      }
    }
  }
  return result;
}
