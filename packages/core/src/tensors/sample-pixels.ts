import { abs, add, clip, floor, mul, neg, round, sub } from './arithmetic.ts';
import { operation } from './boundary.ts';
import { greaterEqual, less, lessEqual, logicalAnd, where } from './comparison.ts';
import { tensor } from './creation.ts';
import { cast, expandDims, gather, reshape } from './shaping.ts';
import type { Tensor } from './tensor.ts';

/** How images are read between pixels: the nearest one, or the four around weighted by their nearness. */
export type PixelInterpolation = (typeof pixelInterpolations)[number];

export const pixelInterpolations = ['nearest', 'bilinear'] as const;

export interface SampleOptions {
  /** @defaultValue `'bilinear'` */
  readonly interpolation?: PixelInterpolation;
  /** Which pixel stands for one outside, for whole rows or columns. @defaultValue the nearest one of the image */
  readonly pixelFor?: (index: Tensor, size: number) => Tensor;
  /** The value of all that is outside, in place of other pixels. */
  readonly fillValue?: number | undefined;
  /** Which of two pixels that are as near is `'nearest'`. @defaultValue `'even'` */
  readonly ties?: 'even' | 'away_from_zero';
}

/**
 * The values of images at places between their pixels.
 *
 * Differentiable by the images, and with `'bilinear'` by the places.
 *
 * @param rows - Place of each result from the top, in pixels. Float32.
 * @param columns - Place of each result from the left.
 * @shape images `[batch, height, width, channels]`
 * @shape rows, columns `[batch, newHeight, newWidth]`
 * @shape output `[batch, newHeight, newWidth, channels]`
 * @example
 * // A pixel of 1 beside one of 3, read in the middle
 * samplePixels(tensor([[[[1], [3]]]], 'float32'), tensor([[[0]]], 'float32'), tensor([[[0.5]]], 'float32')) // => [[[[2]]]]
 */
export function samplePixels(
  images: Tensor,
  rows: Tensor,
  columns: Tensor,
  options: SampleOptions = {},
): Tensor {
  const { interpolation = 'bilinear', ties = 'even' } = options;
  return operation('samplePixels', () => {
    const read = pixelReader(images, options);
    if (interpolation === 'nearest') {
      const nearest = ties === 'even' ? round : roundAwayFromZero;
      return read(nearest(rows), nearest(columns));
    }
    const [top, left] = [floor(rows), floor(columns)];
    const [bottom, right] = [add(top, 1), add(left, 1)];
    const alongRow = (row: Tensor): Tensor =>
      add(
        mul(expandDims(sub(right, columns), -1), read(row, left)),
        mul(expandDims(sub(columns, left), -1), read(row, right)),
      );
    return add(
      mul(expandDims(sub(bottom, rows), -1), alongRow(top)),
      mul(expandDims(sub(rows, top), -1), alongRow(bottom)),
    );
  });
}

/** Reads pixels at whole rows and columns, `[batch, newHeight, newWidth]`. */
function pixelReader(
  images: Tensor,
  { pixelFor = (index) => index, fillValue }: SampleOptions,
): (rows: Tensor, columns: Tensor) => Tensor {
  const [batch = 1, height = 1, width = 1, channels = 1] = images.shape;
  const pixels = reshape(images, [batch * height * width, channels]);
  // Whole numbers of more than 24 bits have no place in float32.
  const firstPixel = tensor(
    Int32Array.from({ length: batch }, (_, i) => i * height * width),
    'int32',
    [batch, 1, 1],
  );
  const indexIn = (size: number, index: Tensor): Tensor =>
    cast(clip(pixelFor(index, size), 0, size - 1), 'int32');
  return (rows, columns) => {
    const inRow = add(mul(indexIn(height, rows), tensor(width, 'int32')), indexIn(width, columns));
    const place = add(firstPixel, inRow);
    const values = reshape(gather(pixels, reshape(place, [-1])), [...place.shape, channels]);
    if (fillValue === undefined) return values;
    const isInside = logicalAnd(isWithin(rows, height), isWithin(columns, width));
    return where(expandDims(isInside, -1), values, fillValue);
  };
}

const isWithin = (index: Tensor, size: number): Tensor =>
  logicalAnd(greaterEqual(index, 0), lessEqual(index, size - 1));

/** Nearest whole number, as C rounds. */
function roundAwayFromZero(x: Tensor): Tensor {
  const size = abs(x);
  const whole = floor(size);
  const rounded = add(whole, cast(greaterEqual(sub(size, whole), 0.5), 'float32'));
  return where(less(x, 0), neg(rounded), rounded);
}
