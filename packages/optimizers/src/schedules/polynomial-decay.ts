import type { LearningRateScheduleOptions, Tensor } from '@myelin/core';
import {
  add,
  ceil,
  div,
  LearningRateSchedule,
  maximum,
  minimum,
  mul,
  pow,
  requireBoolean,
  required,
  requireNumber,
  sub,
} from '@myelin/core';

export interface PolynomialDecayOptions extends LearningRateScheduleOptions {
  /** Step size of the first step, at least 0. */
  readonly initialLearningRate: number;
  /** Steps, above 0, until `endLearningRate` is reached. */
  readonly decaySteps: number;
  /** Step size of the end, at least 0. @defaultValue `0.0001` */
  readonly endLearningRate?: number;
  /** Degree of the polynomial, at least 0: 1 for a straight line. @defaultValue `1` */
  readonly power?: number;
  /** Stretch the decay to the next multiple of `decaySteps` each time it is over. @defaultValue `false` */
  readonly cycle?: boolean;
}

/** GPUs may divide a little high, and 20 / 10 must not be three periods. */
const belowRounding = 1 - 2 ** -22;

/**
 * Polynomial decay: `η = (initialLearningRate - endLearningRate) · (1 - step / decaySteps)^power + endLearningRate`,
 * and `endLearningRate` once `decaySteps` steps are over.
 *
 * With `cycle` the rate rises again instead: `decaySteps` is multiplied by `⌈step / decaySteps⌉`.
 *
 * @throws {@link ArgumentError} an option is outside its domain, or missing.
 * @source Options and defaults as Keras 3 `PolynomialDecay`.
 * @example
 * const rate = new PolynomialDecay({ initialLearningRate: 1, decaySteps: 4, endLearningRate: 0 });
 * rate.at(3) // => 0.25
 */
export class PolynomialDecay extends LearningRateSchedule<PolynomialDecayOptions> {
  readonly className = 'PolynomialDecay';

  constructor(options: PolynomialDecayOptions) {
    super('PolynomialDecay', options, {
      initialLearningRate: required,
      decaySteps: required,
      endLearningRate: 0.0001,
      power: 1,
      cycle: false,
      name: 'PolynomialDecay',
    });
    const { initialLearningRate, decaySteps, endLearningRate, power, cycle } = this.config;
    requireNumber('PolynomialDecay', 'initialLearningRate', initialLearningRate, { min: 0 });
    requireNumber('PolynomialDecay', 'decaySteps', decaySteps, { above: 0 });
    requireNumber('PolynomialDecay', 'endLearningRate', endLearningRate, { min: 0 });
    requireNumber('PolynomialDecay', 'power', power, { min: 0 });
    requireBoolean('PolynomialDecay', 'cycle', cycle);
  }

  rateOf(step: Tensor): Tensor {
    const { initialLearningRate, endLearningRate, power } = this.config;
    const left = pow(this.#fractionLeft(step), power);
    return add(mul(left, initialLearningRate - endLearningRate), endLearningRate);
  }

  /** Share in [0, 1] of the decay that is left. Steps are subtracted, not shares, so that it ends at exactly 0. */
  #fractionLeft(step: Tensor): Tensor {
    const { decaySteps, cycle } = this.config;
    if (!cycle) return div(sub(decaySteps, minimum(step, decaySteps)), decaySteps);
    const end = mul(maximum(ceil(mul(div(step, decaySteps), belowRounding)), 1), decaySteps);
    return div(maximum(sub(end, step), 0), end);
  }
}
