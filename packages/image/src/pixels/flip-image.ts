import { type NdArray, requireOneOf } from '@myelin/core';
import { newPixels } from '../image/new-pixels.ts';
import { requireImage } from '../image/require-image.ts';

/** Directions of {@link flipImage}. */
export type FlipDirection = 'horizontal' | 'vertical' | 'both';

/**
 * The picture mirrored: left and right change places (`'horizontal'`), top and bottom (`'vertical'`), or both.
 *
 * @shape image `[height, width]` or `[height, width, channels]`, `uint8` or `float32`
 * @shape result the same
 * @throws {@link ArgumentError} another direction.
 * @throws {@link ShapeError} no picture.
 * @throws {@link DtypeError} neither bytes nor float32.
 * @source `cv2.flip` with 1, 0 and -1.
 * @example
 * flipImage(ndArray([[1, 2, 3]], undefined, 'uint8'), 'horizontal').toArray() // => [[3, 2, 1]]
 */
export function flipImage(image: NdArray, direction: FlipDirection): NdArray {
  const where = 'flipImage';
  const { height, width, channels } = requireImage(where, image);
  requireOneOf(where, 'direction', direction, ['horizontal', 'vertical', 'both']);
  const result = newPixels(where, image.dtype, image.shape);
  const row = width * channels;
  for (let y = 0; y < height; y++) {
    const from = direction === 'horizontal' ? y : height - 1 - y;
    const pixels = image.data.subarray(from * row, (from + 1) * row);
    if (direction === 'vertical') {
      result.data.set(pixels, y * row);
      continue;
    }
    for (let x = 0; x < width; x++) {
      const pixel = (width - 1 - x) * channels;
      for (let c = 0; c < channels; c++) {
        result.data[y * row + x * channels + c] = pixels[pixel + c] ?? 0;
      }
    }
  }
  return result;
}
