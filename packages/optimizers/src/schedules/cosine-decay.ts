import type { LearningRateScheduleOptions, Tensor } from '@myelin/core';
import {
  add,
  cos,
  div,
  LearningRateSchedule,
  less,
  minimum,
  mul,
  required,
  requireNumber,
  requireWholeNumber,
  sub,
  where,
} from '@myelin/core';

export interface CosineDecayOptions extends LearningRateScheduleOptions {
  /** Step size of the first step, at least 0. */
  readonly initialLearningRate: number;
  /** Steps, above 0, of the decay; those of the warmup come before. */
  readonly decaySteps: number;
  /** Fraction, at least 0, that remains at the end. @defaultValue `0` */
  readonly alpha?: number;
  /** Step size, at least 0, at the end of the warmup; null for none. @defaultValue `null` */
  readonly warmupTarget?: number | null;
  /** Steps in which the rate rises from the first one to `warmupTarget`. @defaultValue `0` */
  readonly warmupSteps?: number;
}

/**
 * Half a cosine: `η = top · ((1 - alpha) · ½(1 + cos(π · step / decaySteps)) + alpha)`, then constant.
 *
 * `top` is the initial rate. With `warmupTarget` the rate first rises to it, in a straight line over `warmupSteps`
 * steps, and the cosine falls from there.
 *
 * @throws {@link ArgumentError} an option is outside its domain, or missing.
 * @source Loshchilov & Hutter 2017 (SGDR); warmup: Goyal et al. 2017, section 2.2. Options and defaults as Keras 3
 * `CosineDecay`.
 * @example
 * const rate = new CosineDecay({ initialLearningRate: 1, decaySteps: 4 });
 * rate.at(2) // => 0.5
 */
export class CosineDecay extends LearningRateSchedule<CosineDecayOptions> {
  readonly className = 'CosineDecay';

  constructor(options: CosineDecayOptions) {
    super('CosineDecay', options, {
      initialLearningRate: required,
      decaySteps: required,
      alpha: 0,
      name: 'CosineDecay',
      warmupTarget: null,
      warmupSteps: 0,
    });
    const { initialLearningRate, decaySteps, alpha, warmupTarget, warmupSteps } = this.config;
    requireNumber('CosineDecay', 'initialLearningRate', initialLearningRate, { min: 0 });
    requireNumber('CosineDecay', 'decaySteps', decaySteps, { above: 0 });
    requireNumber('CosineDecay', 'alpha', alpha, { min: 0 });
    if (warmupTarget !== null) {
      requireNumber('CosineDecay', 'warmupTarget', warmupTarget, { min: 0 });
    }
    requireWholeNumber('CosineDecay', 'warmupSteps', warmupSteps, { min: 0 });
  }

  rateOf(step: Tensor): Tensor {
    const { initialLearningRate, warmupTarget, warmupSteps } = this.config;
    if (warmupTarget === null) return this.#decay(step, initialLearningRate);
    if (warmupSteps === 0) return this.#decay(step, warmupTarget);
    const rise = mul(div(step, warmupSteps), warmupTarget - initialLearningRate);
    const decay = this.#decay(sub(step, warmupSteps), warmupTarget);
    return where(less(step, warmupSteps), add(rise, initialLearningRate), decay);
  }

  #decay(step: Tensor, top: number): Tensor {
    const { decaySteps, alpha } = this.config;
    const fraction = div(minimum(step, decaySteps), decaySteps);
    const cosine = mul(add(cos(mul(fraction, Math.PI)), 1), 0.5);
    return mul(add(mul(cosine, 1 - alpha), alpha), top);
  }
}
