import type { ImageFillMode, PixelInterpolation, Tensor } from '@myelin/core';
import {
  abs,
  add,
  cast,
  div,
  exp,
  expandDims,
  floor,
  less,
  lessEqual,
  matMul,
  maximum,
  mul,
  neg,
  range,
  samplePixels,
  square,
  sub,
  sum,
  where,
} from '@myelin/core';

export interface Distortion {
  /** Strength, one for the batch: rank 0. */
  readonly distortionFactor: Tensor;
  /** Standard normal numbers, which move pixels up and down. Shape `[batch, height, width]`. */
  readonly rowNoise: Tensor;
  /** The same for left and right. */
  readonly columnNoise: Tensor;
}

export interface ElasticOptions {
  /** Largest strength that there can be: it decides how large the blur's window may get. */
  readonly strongest: number;
  readonly interpolation: PixelInterpolation;
  readonly fillMode: ImageFillMode;
  readonly fillValue: number;
}

/**
 * Images whose pixels are moved by blurred noise: `y[i, j] = x[i + α · blur(σ · noise), j + …]`, with `α` a tenth of the longer side and
 * `σ` a twentieth of the shorter one, both times the strength.
 *
 * @shape images `[batch, height, width, channels]`
 */
export function elasticTransform(
  images: Tensor,
  { distortionFactor, rowNoise, columnNoise }: Distortion,
  { strongest, interpolation, fillMode, fillValue }: ElasticOptions,
): Tensor {
  const [, height = 1, width = 1] = images.shape;
  const perSigma = 0.05 * Math.min(height, width);
  const sigma = mul(distortionFactor, perSigma);
  const alpha = mul(distortionFactor, 0.1 * Math.max(height, width));
  const blurring = (size: number): Tensor => blurMatrix(size, sigma, strongest * perSigma);
  const [alongRows, alongColumns] = [blurring(width), blurring(height)];
  const shift = (noise: Tensor): Tensor =>
    mul(matMul(matMul(alongColumns, mul(noise, sigma)), alongRows), alpha);
  const y = expandDims(range(0, height), -1);
  return samplePixels(images, add(y, shift(rowNoise)), add(range(0, width), shift(columnNoise)), {
    interpolation,
    pixelFor: pixelFor[fillMode],
    fillValue: fillMode === 'constant' ? fillValue : undefined,
  });
}

/** `[1, size, size]`: a product with it is a Gaussian blur along an axis, of a window that ends at three times ⌊σ⌋, zeros outside. */
function blurMatrix(size: number, sigma: Tensor, largestSigma: number): Tensor {
  const reach = mul(floor(sigma), 3);
  const weights = (distances: Tensor): Tensor => {
    const weight = exp(mul(square(div(distances, maximum(sigma, TINY))), -0.5));
    return mul(weight, cast(lessEqual(distances, reach), 'float32'));
  };
  const furthest = 3 * Math.floor(largestSigma);
  const total = sum(weights(abs(range(-furthest, furthest + 1))));
  const places = range(0, size);
  const distances = abs(sub(expandDims(places, -1), places));
  return expandDims(div(weights(distances), total), 0);
}

/** Which pixel stands for one outside; Keras reflects at the middle of the first pixel and at the edge of the last one. */
const pixelFor: Readonly<Record<ImageFillMode, (index: Tensor, size: number) => Tensor>> = {
  constant: (index) => index,
  nearest: (index) => index,
  wrap: (index, size) => sub(index, mul(floor(div(index, size)), size)),
  reflect: (index, size) => {
    const positive = where(less(index, 0), neg(index), index);
    const inPeriod = sub(positive, mul(floor(div(positive, 2 * size)), 2 * size));
    return where(less(inPeriod, size), inPeriod, sub(2 * size - 1, inPeriod));
  },
};

/** Keeps a distance of 0 from being divided by a sigma of 0. */
const TINY = 1e-6;
