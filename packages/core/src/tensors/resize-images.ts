import { requireOneOf, requireWholeNumber } from '../errors/checks.ts';
import { requireRank } from '../shapes/shape.ts';
import { add, mul } from './arithmetic.ts';
import { operation } from './boundary.ts';
import { tensor } from './creation.ts';
import { matMul } from './linear-algebra.ts';
import type { AxisSizes, ResizeInterpolation, WeightSpans } from './resize-weights.ts';
import {
  nearestPixels,
  resizeInterpolations,
  resizeWeights,
  weightSpans,
} from './resize-weights.ts';
import { gather, reshape } from './shaping.ts';
import type { Tensor } from './tensor.ts';

export interface ResizeOptions {
  /** @defaultValue `'bilinear'` */
  readonly interpolation?: ResizeInterpolation;
  /**
   * Let each pixel of a smaller image stand for all that it covers, not only for what is near its center. Without effect
   * on `'nearest'` and `'area'`. @defaultValue `false`
   */
  readonly antialias?: boolean;
}

/**
 * Images of another size: `y = H · x · Wᵀ`, where the weights H and W say how much of each row and column goes into each new
 * one.
 *
 * @param x - Float32, channels last.
 * @param size - New height and width.
 * @shape x `[batch, height, width, channels]` or `[height, width, channels]`
 * @shape output the same with the new height and width
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source The numbers are those of `tf.image.resize` (centers of pixels at half numbers).
 * @example
 * resizeImages(tensor([[[1], [3]]], 'float32'), [1, 4]) // => [[[1], [1.5], [2.5], [3]]]
 */
export function resizeImages(
  x: Tensor,
  size: readonly [height: number, width: number],
  { interpolation = 'bilinear', antialias = false }: ResizeOptions = {},
): Tensor {
  requireOneOf('resizeImages', 'interpolation', interpolation, resizeInterpolations);
  for (const [i, to] of size.entries()) {
    requireWholeNumber('resizeImages', `size[${i}]`, to, { min: 1 });
  }
  requireRank('resizeImages', x.shape, { min: 3, max: 4 });
  const heightAxis = x.rank - 3;
  const [height, width] = size;
  return operation('resizeImages', () => {
    const rows = resizeAxis(x, heightAxis, height, interpolation, antialias);
    const y = resizeAxis(rows, heightAxis + 1, width, interpolation, antialias);
    return y === x ? reshape(x, x.shape) : y;
  });
}

function resizeAxis(
  x: Tensor,
  axis: number,
  to: number,
  interpolation: ResizeInterpolation,
  antialias: boolean,
): Tensor {
  const from = x.shape[axis] ?? 0;
  const sizes = { from, to };
  if (from === to) return x;
  if (interpolation === 'nearest') return gather(x, nearestPixels(sizes), axis);
  const weights = resizeWeights(sizes, interpolation, antialias);
  const spans = weightSpans(weights, sizes);
  return from < spans.length * WORTH_GATHERING
    ? productWith(weights, sizes, x, axis)
    : sumOfPixels(weights, sizes, spans, x, axis);
}

/** From so many zeros for each weight, reading the pixels that count is faster than a matrix product. Measured. */
const WORTH_GATHERING = 16;

function productWith(
  weights: Float32Array,
  { from, to }: AxisSizes,
  x: Tensor,
  axis: number,
): Tensor {
  const [before, after] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
  const columns = reshape(x, [product(before), from, product(after)]);
  // tfjs sums no gradient over the batches that share the weights; of constants it asks for none.
  const resized = matMul(tensor(weights, 'float32', [1, to, from]), columns);
  return reshape(resized, [...before, to, ...after]);
}

function sumOfPixels(
  weights: Float32Array,
  { from, to }: AxisSizes,
  { starts, length }: WeightSpans,
  x: Tensor,
  axis: number,
): Tensor {
  const oneEach = x.shape.slice(axis + 1).map(() => 1);
  const terms = Array.from({ length }, (_, k) => {
    const pixels = Int32Array.from(starts, (start) => start + k);
    const shares = Float32Array.from(pixels, (pixel, i) => weights[i * from + pixel] ?? 0);
    return mul(gather(x, pixels, axis), tensor(shares, 'float32', [to, ...oneEach]));
  });
  return terms.reduce((sum, term) => add(sum, term));
}

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);
