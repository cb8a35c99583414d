import { requireNumber, requireOneOf } from '../errors/checks.ts';
import { ShapeError } from '../errors/myelin-error.ts';
import { formatShape, requireRank } from '../shapes/shape.ts';
import { add, clip, div, floor, minimum, mul, neg, sub } from './arithmetic.ts';
import { operation } from './boundary.ts';
import { equal, greater, less, where } from './comparison.ts';
import { range } from './creation.ts';
import type { PixelInterpolation } from './sample-pixels.ts';
import { pixelInterpolations, samplePixels } from './sample-pixels.ts';
import { expandDims, reshape, slice, squeeze } from './shaping.ts';
import type { Tensor } from './tensor.ts';

/** What is seen outside of an image: itself mirrored, repeated, its edges drawn out, or one value. */
export type ImageFillMode = (typeof imageFillModes)[number];

export const imageFillModes = ['reflect', 'wrap', 'constant', 'nearest'] as const;

export interface AffineTransformOptions {
  /** @defaultValue `'bilinear'` */
  readonly interpolation?: PixelInterpolation;
  /** @defaultValue `'constant'` */
  readonly fillMode?: ImageFillMode;
  /** Value outside of images, with `'constant'`. @defaultValue `0` */
  readonly fillValue?: number;
}

/**
 * Images turned, shifted, stretched, sheared or seen from the side. With a transform `[a, b, c, d, e, f, g, h]` the output at
 * column x and row y is the input at column `(ax + by + c) / k` and row `(dx + ey + f) / k`, where `k = gx + hy + 1`.
 *
 * Differentiable by the images; the gradient is that of the formula.
 *
 * @param images - Float32, channels last.
 * @param transforms - One for each image, or one for all.
 * @shape images `[batch, height, width, channels]` or `[height, width, channels]`
 * @shape transforms `[batch, 8]`, `[1, 8]` or `[8]`
 * @shape output as the images
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} shapes are not these.
 * @source The numbers are those of TensorFlow's `ImageProjectiveTransformV3`, which Keras uses.
 * @example
 * // Each pixel is the one to its right
 * affineTransform(tensor([[[1], [2], [3]]], 'float32'), tensor([1, 0, 1, 0, 1, 0, 0, 0], 'float32')) // => [[[2], [3], [0]]]
 */
export function affineTransform(
  images: Tensor,
  transforms: Tensor,
  options: AffineTransformOptions = {},
): Tensor {
  const { interpolation = 'bilinear', fillMode = 'constant', fillValue = 0 } = options;
  requireOneOf('affineTransform', 'interpolation', interpolation, pixelInterpolations);
  requireOneOf('affineTransform', 'fillMode', fillMode, imageFillModes);
  requireNumber('affineTransform', 'fillValue', fillValue);
  requireRank('affineTransform', images.shape, { min: 3, max: 4 });
  return operation('affineTransform', () => {
    const batch = images.rank === 3 ? expandDims(images, 0) : images;
    const [count = 1, height = 1, width = 1] = batch.shape;
    const matrices = transforms.rank === 1 ? expandDims(transforms, 0) : transforms;
    requireTransforms(matrices, transforms, count);
    const { rows, columns, divisors } = placesIn(matrices, [height, width]);
    const sampled = samplePixels(
      batch,
      seen[fillMode](rows, height),
      seen[fillMode](columns, width),
      {
        interpolation,
        fillValue: fillMode === 'constant' ? fillValue : undefined,
        ties: 'away_from_zero',
      },
    );
    const isNowhere = expandDims(equal(divisors, 0), -1);
    const y = where(isNowhere, fillValue, sampled);
    return images.rank === 3 ? squeeze(y, [0]) : y;
  });
}

/** Where each pixel of the output is found in the input; all `[batch, height, width]`. */
function placesIn(
  matrices: Tensor,
  [height, width]: readonly [number, number],
): { readonly rows: Tensor; readonly columns: Tensor; readonly divisors: Tensor } {
  const [count = 1] = matrices.shape;
  const x = reshape(range(0, width), [1, 1, width]);
  const y = reshape(range(0, height), [1, height, 1]);
  const entry = (i: number): Tensor => reshape(slice(matrices, [0, i], [count, 1]), [count, 1, 1]);
  const weighted = (i: number): Tensor => add(mul(entry(i), x), mul(entry(i + 1), y));
  const divisors = add(weighted(6), 1);
  const safe = where(equal(divisors, 0), 1, divisors);
  return {
    columns: div(add(weighted(0), entry(2)), safe),
    rows: div(add(weighted(3), entry(5)), safe),
    divisors,
  };
}

/** Which place in an axis of `size` pixels is seen at a place that may be outside. */
const seen: Readonly<Record<ImageFillMode, (place: Tensor, size: number) => Tensor>> = {
  constant: (place) => place,
  nearest: (place, size) => clip(place, 0, size - 1),
  /** `d c b a | a b c d | d c b a` */
  reflect: (place, size) => {
    const period = 2 * size;
    const positive = where(less(place, 0), sub(-1, place), place);
    const inPeriod = sub(positive, mul(floor(div(positive, period)), period));
    return clip(minimum(inPeriod, sub(period - 1, inPeriod)), 0, size - 1);
  },
  /** `a b c d | a b c d | a b c d`, if not far outside: TensorFlow counts turns of `size - 1` pixels. */
  wrap: (place, size) => {
    if (size === 1) return mul(place, 0);
    const turns = (distance: Tensor): Tensor => floor(div(distance, size - 1));
    const fromLeft = add(place, mul(add(turns(neg(place)), 1), size));
    const fromRight = sub(place, mul(turns(place), size));
    const outside = where(greater(place, size - 1), fromRight, place);
    return clip(where(less(place, 0), fromLeft, outside), 0, size - 1);
  },
};

function requireTransforms(matrices: Tensor, given: Tensor, count: number): void {
  const [rows, entries] = matrices.shape;
  if (matrices.rank === 2 && entries === 8 && (rows === 1 || rows === count)) return;
  throw new ShapeError({
    where: 'affineTransform',
    problem: `the transforms of ${count} images must have shape [${count}, 8], [1, 8] or [8], received ${formatShape(given.shape)}`,
    fix: 'pass the eight numbers a to h for each image',
  });
}
