import type { FanOptions } from './variance-scaling.ts';
import { FanScaledInitializer, fanDefaults } from './variance-scaling.ts';

/**
 * Uniform values within `±√(3 / fanIn)`: `'lecun_uniform'`.
 *
 * Keeps the variance of signals through linear and selu units.
 *
 * @source LeCun, Bottou, Orr & Müller 1998, "Efficient BackProp".
 */
export class LecunUniform extends FanScaledInitializer {
  readonly className = 'LecunUniform';

  constructor(options: FanOptions = {}) {
    super('LecunUniform', options, fanDefaults, {
      scale: 1,
      mode: 'fan_in',
      distribution: 'uniform',
    });
  }
}
