import type { FanOptions } from './variance-scaling.ts';
import { FanScaledInitializer, fanDefaults } from './variance-scaling.ts';

/**
 * Normal values of variance `2 / fanIn`, truncated at two deviations: `'he_normal'`.
 *
 * Keeps the variance of signals through relu units.
 *
 * @source He, Zhang, Ren & Sun 2015, eq. 10.
 */
export class HeNormal extends FanScaledInitializer {
  readonly className = 'HeNormal';

  constructor(options: FanOptions = {}) {
    super('HeNormal', options, fanDefaults, {
      scale: 2,
      mode: 'fan_in',
      distribution: 'truncated_normal',
    });
  }
}
