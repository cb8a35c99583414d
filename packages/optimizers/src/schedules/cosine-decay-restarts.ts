import type { LearningRateScheduleOptions, Tensor } from '@myelin/core';
import {
  add,
  cos,
  div,
  floor,
  LearningRateSchedule,
  log,
  maximum,
  mul,
  pow,
  required,
  requireNumber,
  sub,
} from '@myelin/core';
import { wholePeriods } from './whole-periods.ts';

export interface CosineDecayRestartsOptions extends LearningRateScheduleOptions {
  /** Step size of the first step, at least 0. */
  readonly initialLearningRate: number;
  /** Steps, above 0, until the first restart. */
  readonly firstDecaySteps: number;
  /** Length of a period as a multiple, above 0, of the one before. @defaultValue `2` */
  readonly tMul?: number;
  /** Height of a period as a multiple, at least 0, of the one before. @defaultValue `1` */
  readonly mMul?: number;
  /** Fraction of the initial rate, at least 0, that is the lowest. @defaultValue `0` */
  readonly alpha?: number;
}

/** A logarithm may come out a little low, and a period would then end one step late, at its lowest rate. */
const aboveRounding = 1e-5;

/**
 * Half a cosine, again and again: in period `i`, whose fraction `f` is over,
 * `η = initialLearningRate · ((1 - alpha) · mMulⁱ · ½(1 + cos(π · f)) + alpha)`.
 *
 * Period `i` is `firstDecaySteps · tMulⁱ` steps long. With `tMul` below 1 the periods end after
 * `firstDecaySteps / (1 - tMul)` steps, and there is no rate after that: it is NaN, or 0 on `webgl`.
 *
 * @throws {@link ArgumentError} an option is outside its domain, or missing.
 * @source Loshchilov & Hutter 2017 (SGDR), equation 5. Options and defaults as Keras 3 `CosineDecayRestarts`, which
 * rounds otherwise: for some `tMul`, such as 1.2, it begins a period one step late.
 * @example
 * const rate = new CosineDecayRestarts({ initialLearningRate: 1, firstDecaySteps: 4 });
 * [rate.at(2), rate.at(4), rate.at(8)] // => [0.5, 1, 0.5]
 */
export class CosineDecayRestarts extends LearningRateSchedule<CosineDecayRestartsOptions> {
  readonly className = 'CosineDecayRestarts';

  constructor(options: CosineDecayRestartsOptions) {
    super('CosineDecayRestarts', options, {
      initialLearningRate: required,
      firstDecaySteps: required,
      tMul: 2,
      mMul: 1,
      alpha: 0,
      name: 'SGDRDecay',
    });
    const { initialLearningRate, firstDecaySteps, tMul, mMul, alpha } = this.config;
    requireNumber('CosineDecayRestarts', 'initialLearningRate', initialLearningRate, { min: 0 });
    requireNumber('CosineDecayRestarts', 'firstDecaySteps', firstDecaySteps, { above: 0 });
    requireNumber('CosineDecayRestarts', 'tMul', tMul, { above: 0 });
    requireNumber('CosineDecayRestarts', 'mMul', mMul, { min: 0 });
    requireNumber('CosineDecayRestarts', 'alpha', alpha, { min: 0 });
  }

  rateOf(step: Tensor): Tensor {
    const { initialLearningRate, tMul, mMul, alpha } = this.config;
    const { period, fraction } = tMul === 1 ? this.#equalPeriods(step) : this.#periods(step, tMul);
    const cosine = mul(add(cos(mul(fraction, Math.PI)), 1), 0.5);
    const height = mMul === 1 ? cosine : mul(cosine, pow(mMul, period));
    return mul(add(mul(height, 1 - alpha), alpha), initialLearningRate);
  }

  #equalPeriods(step: Tensor): Place {
    const { firstDecaySteps } = this.config;
    const period = wholePeriods(step, firstDecaySteps);
    return { period, fraction: maximum(sub(div(step, firstDecaySteps), period), 0) };
  }

  /** Before period `i` there were `(tMulⁱ - 1) / (tMul - 1)` first periods' worth of steps. */
  #periods(step: Tensor, tMul: number): Place {
    const passed = div(step, this.config.firstDecaySteps);
    const length = log(add(mul(passed, tMul - 1), 1));
    const period = floor(add(div(length, Math.log(tMul)), aboveRounding));
    const growth = pow(tMul, period);
    const before = div(sub(growth, 1), tMul - 1);
    return { period, fraction: maximum(div(sub(passed, before), growth), 0) };
  }
}

/** Where a step is. */
interface Place {
  /** Periods before this one. */
  readonly period: Tensor;
  /** Share in [0, 1) of this one that is over. */
  readonly fraction: Tensor;
}
