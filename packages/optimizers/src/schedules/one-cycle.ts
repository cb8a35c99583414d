import type { LearningRateScheduleOptions, Tensor } from '@myelin/core';
import {
  ArgumentError,
  add,
  clip,
  cos,
  div,
  fill,
  LearningRateSchedule,
  lessEqual,
  mul,
  requireBoolean,
  required,
  requireNumber,
  requireOneOf,
  requireWholeNumber,
  sub,
  where,
} from '@myelin/core';

export interface OneCycleOptions extends LearningRateScheduleOptions {
  /** Largest step size, above 0. */
  readonly maxLearningRate: number;
  /** Steps of the whole training: epochs times batches in an epoch. */
  readonly totalSteps: number;
  /** Fraction in [0, 1] of the steps in which the rate rises; at most 0.5 with `threePhase`. @defaultValue `0.3` */
  readonly pctStart?: number;
  /** Shape of rise and fall: half a cosine, or a straight line. @defaultValue `'cos'` */
  readonly annealStrategy?: 'cos' | 'linear';
  /** What `maxLearningRate` is divided by in the first step; above 0. @defaultValue `25` */
  readonly divFactor?: number;
  /** What the rate of the first step is divided by in the last one; above 0. @defaultValue `1e4` */
  readonly finalDivFactor?: number;
  /** Fall as slowly as the rate rose, then on to the end, not all the way at once. @defaultValue `false` */
  readonly threePhase?: boolean;
}

/** From one rate to another. */
interface Phase {
  /** Steps, which need not be whole. */
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/**
 * One rise and one long fall: `maxLearningRate / divFactor` grows to `maxLearningRate` in the first `pctStart` of the
 * steps, and falls to `maxLearningRate / divFactor / finalDivFactor` in the rest.
 *
 * With `annealStrategy` `'cos'`, a fraction `f` of the way from `a` to `b` is `b + (a - b) · ½(1 + cos(π · f))`. Steps
 * after `totalSteps` have the last rate. The momentum of the optimizer stays as it is: the paper lets it fall while the
 * rate rises.
 *
 * @throws {@link ArgumentError} an option is outside its domain, or missing.
 * @source Smith & Topin 2018 (super-convergence). Options, defaults and numbers as torch's `OneCycleLR` without
 * `cycle_momentum`; the two-phase form is fastai's, `threePhase` the paper's. Keras has no such schedule.
 * @example
 * const rate = new OneCycle({ maxLearningRate: 1, totalSteps: 10, annealStrategy: 'linear' });
 * [rate.at(0), rate.at(1), rate.at(2)] // => [0.04, 0.52, 1], as float32
 */
export class OneCycle extends LearningRateSchedule<OneCycleOptions> {
  readonly className = 'OneCycle';
  override readonly module = 'myelin.optimizers.schedules';
  readonly #phases: readonly Phase[];

  constructor(options: OneCycleOptions) {
    super('OneCycle', options, {
      maxLearningRate: required,
      totalSteps: required,
      pctStart: 0.3,
      annealStrategy: 'cos',
      divFactor: 25,
      finalDivFactor: 1e4,
      threePhase: false,
      name: 'OneCycle',
    });
    const { config } = this;
    requireNumber('OneCycle', 'maxLearningRate', config.maxLearningRate, { above: 0 });
    requireWholeNumber('OneCycle', 'totalSteps', config.totalSteps, { min: 1 });
    requireNumber('OneCycle', 'pctStart', config.pctStart, { min: 0, max: 1 });
    requireOneOf('OneCycle', 'annealStrategy', config.annealStrategy, ['cos', 'linear']);
    requireNumber('OneCycle', 'divFactor', config.divFactor, { above: 0 });
    requireNumber('OneCycle', 'finalDivFactor', config.finalDivFactor, { above: 0 });
    if (requireBoolean('OneCycle', 'threePhase', config.threePhase) && config.pctStart > 0.5) {
      throw new ArgumentError({
        where: 'OneCycle',
        problem: `\`pctStart\` must be at most 0.5 with \`threePhase\`, as the fall takes as long as the rise, received ${config.pctStart}`,
        fix: 'pass for example { pctStart: 0.3 }',
      });
    }
    this.#phases = this.#allPhases().filter(({ from, to }) => to > from);
  }

  rateOf(step: Tensor): Tensor {
    const [last, ...earlier] = [...this.#phases].reverse();
    if (!last) return fill([], this.config.maxLearningRate);
    return earlier.reduce(
      (later, phase) => where(lessEqual(step, phase.to), this.#anneal(step, phase), later),
      this.#anneal(step, last),
    );
  }

  /** A phase ends one step before its share of the steps is over, because steps are counted from 0. */
  #allPhases(): Phase[] {
    const { maxLearningRate: top, totalSteps, pctStart, threePhase } = this.config;
    const start = top / this.config.divFactor;
    const end = start / this.config.finalDivFactor;
    const risen = pctStart * totalSteps - 1;
    const last = totalSteps - 1;
    const rise = { from: 0, to: risen, start, end: top };
    if (!threePhase) return [rise, { from: risen, to: last, start: top, end }];
    const fallen = 2 * risen;
    return [
      rise,
      { from: risen, to: fallen, start: top, end: start },
      { from: fallen, to: last, start, end },
    ];
  }

  #anneal(step: Tensor, { from, to, start, end }: Phase): Tensor {
    const fraction = clip(div(sub(step, from), to - from), 0, 1);
    if (this.config.annealStrategy === 'linear') return add(mul(fraction, end - start), start);
    return add(mul(add(cos(mul(fraction, Math.PI)), 1), (start - end) / 2), end);
  }
}
