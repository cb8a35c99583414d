import type { FanOptions } from './variance-scaling.ts';
import { FanScaledInitializer, fanDefaults } from './variance-scaling.ts';

/**
 * Uniform values within `±√(6 / (fanIn + fanOut))`: `'glorot_uniform'`, the default of most layers.
 *
 * Keeps the variance of signals and of gradients through linear and tanh units.
 *
 * @source Glorot & Bengio 2010, eq. 16.
 */
export class GlorotUniform extends FanScaledInitializer {
  readonly className = 'GlorotUniform';

  constructor(options: FanOptions = {}) {
    super('GlorotUniform', options, fanDefaults, {
      scale: 1,
      mode: 'fan_avg',
      distribution: 'uniform',
    });
  }
}
