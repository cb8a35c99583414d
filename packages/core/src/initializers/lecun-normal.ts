import type { FanOptions } from './variance-scaling.ts';
import { FanScaledInitializer, fanDefaults } from './variance-scaling.ts';

/**
 * Normal values of variance `1 / fanIn`, truncated at two deviations: `'lecun_normal'`.
 *
 * Keeps the variance of signals through linear and selu units.
 *
 * @source LeCun, Bottou, Orr & Müller 1998, "Efficient BackProp", eq. 16.
 */
export class LecunNormal extends FanScaledInitializer {
  readonly className = 'LecunNormal';

  constructor(options: FanOptions = {}) {
    super('LecunNormal', options, fanDefaults, {
      scale: 1,
      mode: 'fan_in',
      distribution: 'truncated_normal',
    });
  }
}
