import { requireNumber } from '../errors/checks.ts';
import type { KnownShape } from '../shapes/shape.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { SeedOptions } from './seeded-initializer.ts';
import { SeededInitializer } from './seeded-initializer.ts';

export interface RandomUniformOptions extends SeedOptions {
  /** @defaultValue `-0.05` */
  readonly minval?: number;
  /** At least `minval`. @defaultValue `0.05` */
  readonly maxval?: number;
}

/**
 * Values evenly distributed in [`minval`, `maxval`): `'random_uniform'`, `'uniform'`.
 *
 * @throws {@link ArgumentError} a limit is not finite, or `maxval` lies below `minval`.
 */
export class RandomUniform extends SeededInitializer<RandomUniformOptions> {
  readonly className = 'RandomUniform';

  constructor(options: RandomUniformOptions = {}) {
    super('RandomUniform', options, { minval: -0.05, maxval: 0.05, seed: null });
    const { minval, maxval } = this.config;
    requireNumber('RandomUniform', 'minval', minval);
    requireNumber('RandomUniform', 'maxval', maxval, { min: minval });
  }

  values(shape: KnownShape): Tensor {
    const { minval, maxval } = this.config;
    return this.fill(shape, (random) => random.uniform(minval, maxval));
  }
}
