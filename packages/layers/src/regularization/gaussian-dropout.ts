import type { Pass, Tensor } from '@myelin/core';
import { add, mul, required, requireNumber } from '@myelin/core';
import type { NoiseOptions } from './noise-layer.ts';
import { NoiseLayer } from './noise-layer.ts';

export interface GaussianDropoutOptions extends NoiseOptions {
  /** In [0, 1): the noise has the standard deviation `√(rate / (1 - rate))`, as dropping that share would have. */
  readonly rate: number;
}

/**
 * Multiplies each element in training by a random number of mean 1: `y = x · (1 + √(rate / (1 - rate)) · n)`, with `n`
 * of the standard normal distribution. Outside of training it hands its input on.
 *
 * @shape input any
 * @shape output as the input
 * @throws {@link ArgumentError} `rate` is not in [0, 1).
 * @source Srivastava et al. 2014; defaults as Keras 3 `GaussianDropout`, which fails in training at rate 1.
 * @example
 * new GaussianDropout({ rate: 0.5 }).apply([[1, 2]]).arraySync() // => [[1, 2]], since this is not training
 */
export class GaussianDropout extends NoiseLayer<GaussianDropoutOptions> {
  readonly className: string = 'GaussianDropout';

  constructor(options: GaussianDropoutOptions) {
    super('GaussianDropout', options, { rate: required, seed: null });
    requireNumber('GaussianDropout', 'rate', this.config.rate, { min: 0, below: 1 });
  }

  protected disturb(x: Tensor, pass: Pass): Tensor {
    const { rate, seed } = this.config;
    if (rate === 0) return x;
    const deviation = Math.sqrt(rate / (1 - rate));
    return mul(x, add(mul(pass.normal(x.shape, seed), deviation), 1));
  }
}
