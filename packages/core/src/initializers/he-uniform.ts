import type { FanOptions } from './variance-scaling.ts';
import { FanScaledInitializer, fanDefaults } from './variance-scaling.ts';

/**
 * Uniform values within `±√(6 / fanIn)`: `'he_uniform'`.
 *
 * Keeps the variance of signals through relu units.
 *
 * @source He, Zhang, Ren & Sun 2015.
 */
export class HeUniform extends FanScaledInitializer {
  readonly className = 'HeUniform';

  constructor(options: FanOptions = {}) {
    super('HeUniform', options, fanDefaults, {
      scale: 2,
      mode: 'fan_in',
      distribution: 'uniform',
    });
  }
}
