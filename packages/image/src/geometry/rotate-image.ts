import type { NdArray } from '@myelin/core';
import { requireImage } from '../image/require-image.ts';
import { getRotationMatrix2D } from './get-rotation-matrix-2d.ts';
import { warpAffine } from './warp-affine.ts';
import type { WarpOptions } from './warp-options.ts';

/**
 * The picture turned about its middle, in the same size: corners are lost.
 *
 * @param degrees - Counterclockwise.
 * @shape image `[height, width]` or `[height, width, channels]`, `uint8` or `float32`
 * @shape result the same
 * @throws {@link ArgumentError} `degrees` is no number, or a bad option.
 * @throws {@link ShapeError} no picture.
 * @throws {@link DtypeError} neither bytes nor float32.
 * @see {@link rotateImage90} for quarters, {@link transformImages} for many pictures.
 * @example
 * const image = ndArray([[1, 2, 3]], undefined, 'uint8');
 * rotateImage(image, 180).toArray() // => [[3, 2, 1]]
 */
export function rotateImage(
  image: NdArray,
  degrees: number,
  options: Omit<WarpOptions, 'inverseMap'> = {},
): NdArray {
  const { height, width } = requireImage('rotateImage', image);
  const middle = [(width - 1) / 2, (height - 1) / 2] as const;
  return warpAffine(image, getRotationMatrix2D(middle, degrees, 1), [width, height], options);
}
