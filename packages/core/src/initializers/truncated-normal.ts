import { requireNumber } from '../errors/checks.ts';
import type { KnownShape } from '../shapes/shape.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { SeedOptions } from './seeded-initializer.ts';
import { SeededInitializer } from './seeded-initializer.ts';

export interface TruncatedNormalOptions extends SeedOptions {
  /** @defaultValue `0` */
  readonly mean?: number;
  /** Standard deviation before truncation, at least 0. @defaultValue `0.05` */
  readonly stddev?: number;
}

/**
 * Normally distributed values within two standard deviations of the mean: `'truncated_normal'`.
 *
 * What lies further out is drawn again, so the values spread by 0.88 of `stddev`.
 *
 * @throws {@link ArgumentError} `mean` is not finite, or `stddev` is negative.
 */
export class TruncatedNormal extends SeededInitializer<TruncatedNormalOptions> {
  readonly className = 'TruncatedNormal';

  constructor(options: TruncatedNormalOptions = {}) {
    super('TruncatedNormal', options, { mean: 0, stddev: 0.05, seed: null });
    requireNumber('TruncatedNormal', 'mean', this.config.mean);
    requireNumber('TruncatedNormal', 'stddev', this.config.stddev, { min: 0 });
  }

  values(shape: KnownShape): Tensor {
    const { mean, stddev } = this.config;
    return this.fill(shape, (random) => random.truncatedNormal(mean, stddev));
  }
}
