import { requireNumber } from '../errors/checks.ts';
import type { KnownShape } from '../shapes/shape.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { SeedOptions } from './seeded-initializer.ts';
import { SeededInitializer } from './seeded-initializer.ts';

export interface RandomNormalOptions extends SeedOptions {
  /** @defaultValue `0` */
  readonly mean?: number;
  /** Standard deviation, at least 0. @defaultValue `0.05` */
  readonly stddev?: number;
}

/**
 * Normally distributed values: `'random_normal'`, `'normal'`.
 *
 * @throws {@link ArgumentError} `mean` is not finite, or `stddev` is negative.
 */
export class RandomNormal extends SeededInitializer<RandomNormalOptions> {
  readonly className = 'RandomNormal';

  constructor(options: RandomNormalOptions = {}) {
    super('RandomNormal', options, { mean: 0, stddev: 0.05, seed: null });
    requireNumber('RandomNormal', 'mean', this.config.mean);
    requireNumber('RandomNormal', 'stddev', this.config.stddev, { min: 0 });
  }

  values(shape: KnownShape): Tensor {
    const { mean, stddev } = this.config;
    return this.fill(shape, (random) => random.normal(mean, stddev));
  }
}
