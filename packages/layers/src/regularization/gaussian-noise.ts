import type { Pass, Tensor } from '@myelin/core';
import { add, mul, required, requireNumber } from '@myelin/core';
import type { NoiseOptions } from './noise-layer.ts';
import { NoiseLayer } from './noise-layer.ts';

export interface GaussianNoiseOptions extends NoiseOptions {
  /** Standard deviation of the noise, in [0, 1]. */
  readonly stddev: number;
}

/**
 * Adds random numbers of mean 0 in training: `y = x + stddev · n`, with `n` of the standard normal distribution.
 * Outside of training it hands its input on.
 *
 * @shape input any
 * @shape output as the input
 * @throws {@link ArgumentError} `stddev` is not in [0, 1].
 * @source Defaults as Keras 3 `GaussianNoise`.
 * @example
 * new GaussianNoise({ stddev: 0.1 }).apply([[1, 2]]).arraySync() // => [[1, 2]], since this is not training
 */
export class GaussianNoise extends NoiseLayer<GaussianNoiseOptions> {
  readonly className: string = 'GaussianNoise';

  constructor(options: GaussianNoiseOptions) {
    super('GaussianNoise', options, { stddev: required, seed: null });
    requireNumber('GaussianNoise', 'stddev', this.config.stddev, { min: 0, max: 1 });
  }

  protected disturb(x: Tensor, pass: Pass): Tensor {
    const { stddev, seed } = this.config;
    return stddev === 0 ? x : add(x, mul(pass.normal(x.shape, seed), stddev));
  }
}
