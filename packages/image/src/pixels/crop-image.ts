import {
  ArgumentError,
  type NdArray,
  required,
  requireWholeNumber,
  resolveOptions,
} from '@myelin/core';
import { newPixels, shapeLike } from '../image/new-pixels.ts';
import { requireImage } from '../image/require-image.ts';

/** @see {@link cropImage} */
export interface CropImageOptions {
  /** Rows left out above. */
  readonly top: number;
  /** Columns left out on the left. */
  readonly left: number;
  /** Rows kept. */
  readonly height: number;
  /** Columns kept. */
  readonly width: number;
}

/**
 * A part of the picture, copied.
 *
 * @shape image `[height, width]` or `[height, width, channels]`, `uint8` or `float32`
 * @shape result `[height, width]` or `[height, width, channels]` of the part
 * @throws {@link ArgumentError} the part is not wholly inside.
 * @throws {@link ShapeError} no picture.
 * @throws {@link DtypeError} neither bytes nor float32.
 * @example
 * const image = ndArray([[1, 2], [3, 4]], undefined, 'uint8');
 * cropImage(image, { top: 1, left: 0, height: 1, width: 2 }).toArray() // => [[3, 4]]
 */
export function cropImage(image: NdArray, options: CropImageOptions): NdArray {
  const where = 'cropImage';
  const { channels, ...whole } = requireImage(where, image);
  const part = resolveOptions<CropImageOptions>(where, options, {
    top: required,
    left: required,
    height: required,
    width: required,
  });
  const top = requireWholeNumber(where, 'top', part.top, { min: 0 });
  const left = requireWholeNumber(where, 'left', part.left, { min: 0 });
  const height = requireWholeNumber(where, 'height', part.height, { min: 1 });
  const width = requireWholeNumber(where, 'width', part.width, { min: 1 });
  if (top + height > whole.height || left + width > whole.width) {
    throw new ArgumentError({
      where,
      problem: `rows ${top} to ${top + height} and columns ${left} to ${left + width} must lie in the image, which has ${whole.height} rows and ${whole.width} columns`,
      fix: 'choose a part that is inside, or use padImage first',
    });
  }
  const result = newPixels(where, image.dtype, shapeLike(image, height, width));
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * whole.width + left) * channels;
    result.data.set(image.data.subarray(from, from + width * channels), y * width * channels);
  }
  return result;
}
