import { type NdArray, requireWholeNumber } from '@myelin/core';
import { newPixels, shapeLike } from '../image/new-pixels.ts';
import { requireImage } from '../image/require-image.ts';

/**
 * The picture turned by quarters, counterclockwise; no pixel is lost or blended.
 *
 * @param quarters - Whole number; negative turns clockwise. @defaultValue `1`
 * @shape image `[height, width]` or `[height, width, channels]`, `uint8` or `float32`
 * @shape result with height and width exchanged where `quarters` is odd
 * @throws {@link ArgumentError} `quarters` is no whole number.
 * @throws {@link ShapeError} no picture.
 * @throws {@link DtypeError} neither bytes nor float32.
 * @source `numpy.rot90`; `cv2.rotate` has the same for 1, 2 and 3.
 * @example
 * rotateImage90(ndArray([[1, 2], [3, 4]], undefined, 'uint8')).toArray() // => [[2, 4], [1, 3]]
 */
export function rotateImage90(image: NdArray, quarters = 1): NdArray {
  const where = 'rotateImage90';
  const { height, width, channels } = requireImage(where, image);
  const turns = ((requireWholeNumber(where, 'quarters', quarters) % 4) + 4) % 4;
  const isLying = turns % 2 === 1;
  const [rows, columns] = isLying ? [width, height] : [height, width];
  const result = newPixels(where, image.dtype, shapeLike(image, rows, columns));
  for (let y = 0, at = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const row = [y, x, height - 1 - y, height - 1 - x][turns] ?? 0;
      const column = [x, width - 1 - y, width - 1 - x, y][turns] ?? 0;
      const from = (row * width + column) * channels;
      for (let c = 0; c < channels; c++) result.data[at++] = image.data[from + c] ?? 0;
    }
  }
  return result;
}
