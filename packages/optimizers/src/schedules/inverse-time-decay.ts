import type { LearningRateScheduleOptions, Tensor } from '@myelin/core';
import {
  add,
  div,
  LearningRateSchedule,
  mul,
  requireBoolean,
  required,
  requireNumber,
} from '@myelin/core';
import { wholePeriods } from './whole-periods.ts';

export interface InverseTimeDecayOptions extends LearningRateScheduleOptions {
  /** Step size of the first step, at least 0. */
  readonly initialLearningRate: number;
  /** Steps, above 0, in which the divisor grows by `decayRate`. */
  readonly decaySteps: number;
  /** What the divisor grows by, at least 0. */
  readonly decayRate: number;
  /** Decay once every `decaySteps` steps, not a little in each. @defaultValue `false` */
  readonly staircase?: boolean;
}

/**
 * Decay with one over the time: `η = initialLearningRate / (1 + decayRate · step / decaySteps)`; `step / decaySteps`
 * is rounded down with `staircase`.
 *
 * @throws {@link ArgumentError} an option is outside its domain, or missing.
 * @source Options and defaults as Keras 3 `InverseTimeDecay`.
 * @example
 * const rate = new InverseTimeDecay({ initialLearningRate: 1, decaySteps: 10, decayRate: 3 });
 * rate.at(10) // => 0.25
 */
export class InverseTimeDecay extends LearningRateSchedule<InverseTimeDecayOptions> {
  readonly className = 'InverseTimeDecay';

  constructor(options: InverseTimeDecayOptions) {
    super('InverseTimeDecay', options, {
      initialLearningRate: required,
      decaySteps: required,
      decayRate: required,
      staircase: false,
      name: 'InverseTimeDecay',
    });
    const { initialLearningRate, decaySteps, decayRate, staircase } = this.config;
    requireNumber('InverseTimeDecay', 'initialLearningRate', initialLearningRate, { min: 0 });
    requireNumber('InverseTimeDecay', 'decaySteps', decaySteps, { above: 0 });
    requireNumber('InverseTimeDecay', 'decayRate', decayRate, { min: 0 });
    requireBoolean('InverseTimeDecay', 'staircase', staircase);
  }

  rateOf(step: Tensor): Tensor {
    const { initialLearningRate, decaySteps, decayRate, staircase } = this.config;
    const periods = staircase ? wholePeriods(step, decaySteps) : div(step, decaySteps);
    return div(initialLearningRate, add(mul(periods, decayRate), 1));
  }
}
