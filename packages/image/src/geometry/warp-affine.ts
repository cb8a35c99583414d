import type { NdArray } from '@myelin/core';
import { borderValues } from '../image/border-value.ts';
import { newPixels, shapeLike } from '../image/new-pixels.ts';
import { requireImage } from '../image/require-image.ts';
import { type AffineMatrix, requireAffineMatrix } from './affine-matrix.ts';
import { followPlan } from './follow-plan.ts';
import { invertAffineTransform } from './invert-affine-transform.ts';
import { SamplingPlan } from './sampling-plan.ts';
import { requireSize, requireWarpOptions, type WarpOptions } from './warp-options.ts';

/**
 * The picture moved by a matrix: what was at `(x, y)` is then at `(a₀x + b₀y + c₀, a₁x + b₁y + c₁)`.
 *
 * Computes what OpenCV 5.0 computes (`arithmetic: 'float'`), or what it computed up to 4.10 (`'fixed_point'`); the two differ by
 * up to 5 of 255 where neighbors differ much.
 *
 * @param size - Width and height of the result, in the order of OpenCV.
 * @shape image `[height, width]` or `[height, width, channels]`, `uint8` or `float32`
 * @shape result `[height, width]` or `[height, width, channels]` of the new size, and of the same type
 * @throws {@link ArgumentError} a matrix without an inverse, or another bad option.
 * @throws {@link ShapeError} no picture.
 * @throws {@link DtypeError} neither bytes nor float32.
 * @source `cv2.warpAffine`. In 5.0 vector units of different width round the last columns differently, so that OpenCV
 * disagrees with itself, and with this, by 1 in about one pixel of 100,000. With `'fixed_point'` bytes agree exactly. OpenCV
 * 5.0 still has the old arithmetic for two channels, this does not.
 * @see {@link transformImages} for many pictures.
 * @example
 * const image = ndArray([[1, 2, 3]], undefined, 'uint8');
 * warpAffine(image, [[1, 0, 1], [0, 1, 0]], [3, 1]).toArray() // => [[0, 1, 2]]
 */
export function warpAffine(
  image: NdArray,
  matrix: AffineMatrix,
  size: readonly [width: number, height: number],
  options: WarpOptions = {},
): NdArray {
  const where = 'warpAffine';
  const sizes = requireImage(where, image);
  const target = requireSize(where, size);
  const { inverseMap, borderValue, ...sampling } = requireWarpOptions(where, options);
  const outside = borderValues(where, borderValue, sizes.channels);
  const given = requireAffineMatrix(where, matrix);
  const back = inverseMap ? given : invertAffineTransform(given);
  const result = newPixels(where, image.dtype, shapeLike(image, target.height, target.width));
  followPlan(new SamplingPlan(sizes, target, sampling).follow(back), image, result, outside);
  return result;
}
