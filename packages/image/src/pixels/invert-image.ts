import { type NdArray, requireNumber } from '@myelin/core';
import { newPixels } from '../image/new-pixels.ts';
import { requireImage } from '../image/require-image.ts';

/**
 * The negative: `white − value` of every channel, also of alpha.
 *
 * @param white - The brightest value. @defaultValue `255`
 * @shape image `[height, width]` or `[height, width, channels]`, `uint8` or `float32`
 * @shape result the same
 * @throws {@link ArgumentError} `white` is no number, or for bytes another than 255.
 * @throws {@link ShapeError} no picture.
 * @throws {@link DtypeError} neither bytes nor float32.
 * @source `cv2.bitwise_not` for bytes.
 * @example
 * invertImage(ndArray([[0, 255, 100]], undefined, 'uint8')).toArray() // => [[255, 0, 155]]
 */
export function invertImage(image: NdArray, white = 255): NdArray {
  const where = 'invertImage';
  requireImage(where, image);
  const isByte = image.dtype === 'uint8';
  requireNumber(where, 'white', white, isByte ? { min: 255, max: 255 } : {});
  const result = newPixels(where, image.dtype, image.shape);
  for (let i = 0; i < result.size; i++) result.data[i] = white - (image.data[i] ?? 0);
  return result;
}
