import {
  type NdArray,
  required,
  requireOneOf,
  requireWholeNumber,
  resolveOptions,
} from '@myelin/core';
import { newPixels, shapeLike } from '../image/new-pixels.ts';
import { requireImage } from '../image/require-image.ts';
import { resizeAxes } from './resize-axes.ts';
import { type AxisWeights, areaWeights, linearWeights, nearestPixels } from './resize-weights.ts';

/** @see {@link resizeImage} */
export interface ResizeImageOptions {
  /** Pixels from top to bottom. */
  readonly height: number;
  /** Pixels from left to right. */
  readonly width: number;
  /**
   * `'linear'` blends the four nearest pixels, `'area'` takes the mean of what a pixel covers (best for smaller pictures),
   * `'nearest'` takes the pixel at the upper left corner of what is covered, `'nearest_exact'` the one in its middle.
   *
   * @defaultValue `'linear'`
   */
  readonly interpolation?: ResizeImageInterpolation;
}

/** The interpolations of {@link resizeImage}. */
export type ResizeImageInterpolation = 'linear' | 'area' | 'nearest' | 'nearest_exact';

const interpolations = ['linear', 'area', 'nearest', 'nearest_exact'] as const;

/**
 * The picture in another size.
 *
 * @shape image `[height, width]` or `[height, width, channels]`, `uint8` or `float32`
 * @shape result the same with the new sizes
 * @throws {@link ArgumentError} a size or an option that cannot be.
 * @throws {@link ShapeError} no picture.
 * @throws {@link DtypeError} neither bytes nor float32.
 * @source `cv2.resize` with `INTER_LINEAR`, `INTER_AREA`, `INTER_NEAREST` and `INTER_NEAREST_EXACT`.
 * @example
 * const image = ndArray([[0, 100]], undefined, 'uint8');
 * resizeImage(image, { height: 1, width: 4 }).toArray() // => [[0, 25, 75, 100]]
 */
export function resizeImage(image: NdArray, options: ResizeImageOptions): NdArray {
  const where = 'resizeImage';
  const { channels, ...from } = requireImage(where, image);
  const resolved = resolveOptions<ResizeImageOptions>(where, options, {
    height: required,
    width: required,
    interpolation: 'linear',
  });
  const height = requireWholeNumber(where, 'height', resolved.height, { min: 1 });
  const width = requireWholeNumber(where, 'width', resolved.width, { min: 1 });
  const interpolation = requireOneOf(
    where,
    'interpolation',
    resolved.interpolation,
    interpolations,
  );
  const result = newPixels(where, image.dtype, shapeLike(image, height, width));
  if (height === from.height && width === from.width) {
    result.data.set(image.data);
    return result;
  }
  const weigh = (of: (size: number, target: number) => AxisWeights): [AxisWeights, AxisWeights] => [
    of(from.height, height),
    of(from.width, width),
  ];
  const isSmaller = height <= from.height && width <= from.width;
  const isHalf = from.height === 2 * height && from.width === 2 * width;
  if (interpolation === 'nearest' || interpolation === 'nearest_exact') {
    const isExact = interpolation === 'nearest_exact';
    const [rows, columns] = weigh((size, target) => nearestPixels(size, target, isExact));
    resizeAxes(image, result, { rows, columns, channels, arithmetic: 'float' });
  } else if ((interpolation === 'area' && isSmaller) || isHalf) {
    const [rows, columns] = weigh(areaWeights);
    resizeAxes(image, result, { rows, columns, channels, arithmetic: isHalf ? 'half' : 'float' });
  } else {
    const isArea = interpolation === 'area';
    const [rows, columns] = weigh((size, target) => linearWeights(size, target, isArea));
    resizeAxes(image, result, { rows, columns, channels, arithmetic: 'fixed_point' });
  }
  return result;
}
