import type { FanOptions } from './variance-scaling.ts';
import { FanScaledInitializer, fanDefaults } from './variance-scaling.ts';

/**
 * Normal values of variance `2 / (fanIn + fanOut)`, truncated at two deviations: `'glorot_normal'`.
 *
 * Keeps the variance of signals and of gradients through linear and tanh units.
 *
 * @source Glorot & Bengio 2010, eq. 12.
 */
export class GlorotNormal extends FanScaledInitializer {
  readonly className = 'GlorotNormal';

  constructor(options: FanOptions = {}) {
    super('GlorotNormal', options, fanDefaults, {
      scale: 1,
      mode: 'fan_avg',
      distribution: 'truncated_normal',
    });
  }
}
