import type { LearningRateScheduleOptions, Tensor } from '@myelin/core';
import {
  div,
  LearningRateSchedule,
  mul,
  pow,
  requireBoolean,
  required,
  requireNumber,
} from '@myelin/core';
import { wholePeriods } from './whole-periods.ts';

export interface ExponentialDecayOptions extends LearningRateScheduleOptions {
  /** Step size of the first step, at least 0. */
  readonly initialLearningRate: number;
  /** Steps, above 0, in which the rate decays by `decayRate`. */
  readonly decaySteps: number;
  /** Factor, at least 0, of each `decaySteps`. */
  readonly decayRate: number;
  /** Decay once every `decaySteps` steps, not a little in each. @defaultValue `false` */
  readonly staircase?: boolean;
}

/**
 * Exponential decay: `η = initialLearningRate · decayRate^(step / decaySteps)`; the exponent is rounded down with
 * `staircase`.
 *
 * @throws {@link ArgumentError} an option is outside its domain, or missing.
 * @source Options and defaults as Keras 3 `ExponentialDecay`.
 * @example
 * const rate = new ExponentialDecay({ initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 });
 * rate.at(20) // => 0.025, as float32
 */
export class ExponentialDecay extends LearningRateSchedule<ExponentialDecayOptions> {
  readonly className = 'ExponentialDecay';

  constructor(options: ExponentialDecayOptions) {
    super('ExponentialDecay', options, {
      initialLearningRate: required,
      decaySteps: required,
      decayRate: required,
      staircase: false,
      name: 'ExponentialDecay',
    });
    const { initialLearningRate, decaySteps, decayRate, staircase } = this.config;
    requireNumber('ExponentialDecay', 'initialLearningRate', initialLearningRate, { min: 0 });
    requireNumber('ExponentialDecay', 'decaySteps', decaySteps, { above: 0 });
    requireNumber('ExponentialDecay', 'decayRate', decayRate, { min: 0 });
    requireBoolean('ExponentialDecay', 'staircase', staircase);
  }

  rateOf(step: Tensor): Tensor {
    const { initialLearningRate, decaySteps, decayRate, staircase } = this.config;
    const periods = staircase ? wholePeriods(step, decaySteps) : div(step, decaySteps);
    return mul(pow(decayRate, periods), initialLearningRate);
  }
}
