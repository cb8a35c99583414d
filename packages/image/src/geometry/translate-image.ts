import type { NdArray } from '@myelin/core';
import { requireImage } from '../image/require-image.ts';
import { requirePair } from './affine-matrix.ts';
import { warpAffine } from './warp-affine.ts';
import type { WarpOptions } from './warp-options.ts';

/**
 * The picture moved, in the same size: what leaves it is lost.
 *
 * @param shift - Pixels to the right and down; fractions blend neighbors.
 * @shape image `[height, width]` or `[height, width, channels]`, `uint8` or `float32`
 * @shape result the same
 * @throws {@link ArgumentError} `shift` is not two numbers, or a bad option.
 * @throws {@link ShapeError} no picture.
 * @throws {@link DtypeError} neither bytes nor float32.
 * @see {@link transformImages} for many pictures.
 * @example
 * const image = ndArray([[1, 2, 3]], undefined, 'uint8');
 * translateImage(image, [-1, 0]).toArray() // => [[2, 3, 0]]
 */
export function translateImage(
  image: NdArray,
  shift: readonly [right: number, down: number],
  options: Omit<WarpOptions, 'inverseMap'> = {},
): NdArray {
  const where = 'translateImage';
  const { height, width } = requireImage(where, image);
  const [right, down] = requirePair(where, 'shift', shift);
  return warpAffine(
    image,
    [
      [1, 0, right],
      [0, 1, down],
    ],
    [width, height],
    options,
  );
}
