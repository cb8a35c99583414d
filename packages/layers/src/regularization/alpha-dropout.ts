import type { KnownShape, Pass, Shape, Tensor } from '@myelin/core';
import { add, mul, required, requireNumber, sub } from '@myelin/core';
import { keptElements } from './drop-elements.ts';
import type { NoiseOptions } from './noise-layer.ts';
import { NoiseLayer } from './noise-layer.ts';
import { noiseFor, requireNoiseShape } from './noise-shape.ts';

export interface AlphaDropoutOptions extends NoiseOptions {
  /** Fraction in [0, 1) of the elements that are dropped in training. */
  readonly rate: number;
  /**
   * Shape of the random choices, batch axis first, with 1 where elements along an axis share their fate and null for
   * the size of the input. @defaultValue `null`: each element by itself
   */
  readonly noiseShape?: Shape | null;
}

/** What `selu` tends to for large negative numbers. */
const SATURATION = -1.6732632423543772 * 1.0507009873554805;

/**
 * Sets a random share `rate` of the elements to the saturation `α'` of `selu` in training, and brings mean and variance
 * back to what they were: `y = a · (kept ? x : α') + b`, `a = ((1 - rate) · (1 + rate · α'²))^-½`, `b = -a · α' ·
 * rate`.
 *
 * @shape input any
 * @shape output as the input
 * @throws {@link ArgumentError} `rate` is not in [0, 1), or `noiseShape` is not a list of sizes.
 * @throws {@link ShapeError} `noiseShape` cannot be stretched to the input.
 * @source Klambauer et al. 2017; defaults as Keras 3 `AlphaDropout`, which fails in training at rate 1.
 * @example
 * new AlphaDropout({ rate: 0.5 }).apply([[1, 2]]).arraySync() // => [[1, 2]], since this is not training
 */
export class AlphaDropout extends NoiseLayer<AlphaDropoutOptions> {
  readonly className: string = 'AlphaDropout';

  constructor(options: AlphaDropoutOptions) {
    super('AlphaDropout', options, { rate: required, noiseShape: null, seed: null });
    requireNumber('AlphaDropout', 'rate', this.config.rate, { min: 0, below: 1 });
    requireNoiseShape('AlphaDropout', this.config.noiseShape);
  }

  override get mixesSamples(): boolean {
    return typeof this.config.noiseShape?.[0] === 'number';
  }

  override outputShape(input: Shape): Shape {
    noiseFor('AlphaDropout', input, this.config.noiseShape);
    return input;
  }

  protected disturb(x: Tensor, pass: Pass): Tensor {
    const { rate, noiseShape, seed } = this.config;
    if (rate === 0) return x;
    const choices = noiseFor('AlphaDropout', x.shape, noiseShape) as KnownShape;
    const kept = keptElements(choices, { rate, seed }, pass);
    const factor = ((1 - rate) * (1 + rate * SATURATION ** 2)) ** -0.5;
    const dropped = mul(sub(1, kept), SATURATION);
    return add(mul(add(mul(x, kept), dropped), factor), -factor * SATURATION * rate);
  }
}
