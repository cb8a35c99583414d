import { formatShape, type NdArray, ShapeError } from '@myelin/core';
import { newPixels } from '../image/new-pixels.ts';
import { requireImage } from '../image/require-image.ts';

/** Shares of red, green and blue in 1/32768, as bytes are added up. */
const [RED, GREEN, BLUE] = [9798, 19235, 3735];

/**
 * The picture in gray: `0.299 · red + 0.587 · green + 0.114 · blue`, the brightness as the eye has it. An alpha channel is left
 * out.
 *
 * @shape image `[height, width, 3]` or `[height, width, 4]`, `uint8` or `float32`
 * @shape result `[height, width, 1]`
 * @throws {@link ShapeError} neither three nor four channels.
 * @throws {@link DtypeError} neither bytes nor float32.
 * @source `cv2.cvtColor` with `COLOR_RGB2GRAY`, bytes exactly. Pillow and TensorFlow round to 1/65536 and differ by up to 1.
 * @example
 * toGrayscale(ndArray([[[255, 0, 0], [0, 255, 0]]], undefined, 'uint8')).toArray() // => [[[76], [150]]]
 */
export function toGrayscale(image: NdArray): NdArray {
  const where = 'toGrayscale';
  const { height, width, channels } = requireImage(where, image);
  if (channels !== 3 && channels !== 4) {
    throw new ShapeError({
      where,
      problem: `the last axis must be 3 or 4 channels, received shape ${formatShape(image.shape)}`,
      fix:
        image.rank === 2 || channels === 1
          ? 'leave the call out: the image is gray already'
          : 'pass an image of shape [height, width, 3]',
    });
  }
  const result = newPixels(where, image.dtype, [height, width, 1]);
  const isByte = image.dtype === 'uint8';
  for (let i = 0, at = 0; i < result.size; i++, at += channels) {
    const red = image.data[at] ?? 0;
    const green = image.data[at + 1] ?? 0;
    const blue = image.data[at + 2] ?? 0;
    result.data[i] = isByte
      ? (red * RED + green * GREEN + blue * BLUE + 2 ** 14) >> 15
      : 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  return result;
}
