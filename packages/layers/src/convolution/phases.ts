import type { Tensor } from '@myelin/core';
import { pad, reshape, transpose } from '@myelin/core';
import type { Pair } from '../spatial/per-axis.ts';

/**
 * Runs `transform` on the phases of images: every `rate`-th row and column, beginning at each of the first `rate`.
 *
 * To a window with gaps of `rate - 1` elements a phase is an image without gaps, so this is how plain convolution does
 * the work of dilated convolution, at the same cost. Rows and columns are rounded up to whole numbers of phases; what
 * comes back is to be cut to size.
 *
 * @shape image `[batch, height, width, channels]`
 */
export function atPhases(
  image: Tensor,
  [rows, columns]: Pair,
  transform: (phases: Tensor) => Tensor,
): Tensor {
  const [batch = 0, height = 0, width = 0, channels = 0] = image.shape;
  const [tall, wide] = [Math.ceil(height / rows), Math.ceil(width / columns)];
  const whole = filledUp(image, tall * rows, wide * columns);
  const apart = transpose(
    reshape(whole, [batch, tall, rows, wide, columns, channels]),
    [2, 4, 0, 1, 3, 5],
  );
  const y = transform(reshape(apart, [rows * columns * batch, tall, wide, channels]));
  const [, newTall = 0, newWide = 0, filters = 0] = y.shape;
  const together = transpose(
    reshape(y, [rows, columns, batch, newTall, newWide, filters]),
    [2, 3, 0, 4, 1, 5],
  );
  return reshape(together, [batch, newTall * rows, newWide * columns, filters]);
}

/** Zeros below and at the right of an image, up to a size. */
function filledUp(image: Tensor, height: number, width: number): Tensor {
  const [, rows = 0, columns = 0] = image.shape;
  if (rows === height && columns === width) return image;
  return pad(image, [
    [0, 0],
    [0, height - rows],
    [0, width - columns],
    [0, 0],
  ]);
}
