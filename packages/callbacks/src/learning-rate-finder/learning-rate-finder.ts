import type { Logs, TrainingRun } from '@myelin/core';
import {
  ArgumentError,
  Callback,
  requireNumber,
  requireWholeNumber,
  resolveOptions,
  StateError,
} from '@myelin/core';
import { requireLearningRate } from '../require-learning-rate.ts';
import type { LearningRateCurve, LearningRatePoint } from './learning-rate-curve.ts';
import { lowestPoint, SmoothedValue, smoothLosses, steepestPoint } from './learning-rate-curve.ts';

export interface LearningRateFinderOptions {
  /** Learning rate of the first batch, above 0. @defaultValue `1e-7` */
  readonly minLearningRate?: number;
  /** Learning rate of the last batch, above the first one. @defaultValue `10` */
  readonly maxLearningRate?: number;
  /** Batches, at least 2, in which the learning rate grows. @defaultValue `null`: all batches of the run */
  readonly steps?: number | null;
  /** Share in [0, 1) of the old average in the new one, when losses are smoothed. @defaultValue `0.9` */
  readonly smoothing?: number;
  /** Stop once the smoothed loss is this many times, above 1, the lowest one. @defaultValue `4` */
  readonly stopFactor?: number;
}

/**
 * Finds a learning rate: trains with one that grows from batch to batch, until the loss explodes, and watches the loss.
 *
 * The learning rate of batch `i` is `min · (max / min)^(i / (steps - 1))`. Where the loss falls most steeply, learning is
 * fastest: that is the {@link suggestion}. When the run ends, weights, slots and learning rate are put back as they
 * were: a finder changes nothing.
 *
 * `fit` logs the mean loss of the epoch so far, and the loss of a batch is worked out from two of them, as
 * `mᵢ·i - mᵢ₋₁·(i - 1)`. That is exact if all batches are of one size; a smaller last batch of an epoch is drawn
 * towards the mean, and sample weights count as one. The run stops by itself, so give it epochs enough.
 *
 * @throws {@link ArgumentError} an option is outside its domain, or the number of batches is not known and not given.
 * @throws {@link StateError} the optimizer follows a schedule, or has several learning rates.
 * @source Smith 2015, section 3.3 (range test); the geometric growth and the limit of 4 are fastai's (Gugger
 * 2018, "How do you find a good learning rate"), whose smoothing lags behind the losses; this one averages from both ends.
 * @see {@link findLearningRate}, which runs it.
 * @example
 * const finder = new LearningRateFinder({ steps: 100 });
 * await model.fit(x, y, { epochs: 100, callbacks: [finder] });
 * finder.suggestion // => 0.0123…
 */
export class LearningRateFinder extends Callback {
  readonly #minLearningRate: number;
  readonly #maxLearningRate: number;
  readonly #steps: number | null;
  readonly #smoothing: number;
  readonly #stopFactor: number;
  #learningRates: number[] = [];
  #losses: number[] = [];
  #average = new SmoothedValue(0);
  #planned = 0;
  #best = Infinity;
  /** Mean loss of the epoch after the batch before. */
  #meanBefore = 0;

  constructor(options: LearningRateFinderOptions = {}) {
    super();
    const where = 'LearningRateFinder';
    const resolved = resolveOptions<LearningRateFinderOptions>(where, options, {
      minLearningRate: 1e-7,
      maxLearningRate: 10,
      steps: null,
      smoothing: 0.9,
      stopFactor: 4,
    });
    const { minLearningRate, maxLearningRate, steps, smoothing, stopFactor } = resolved;
    this.#minLearningRate = requireNumber(where, 'minLearningRate', minLearningRate, { above: 0 });
    this.#maxLearningRate = requireNumber(where, 'maxLearningRate', maxLearningRate, {
      above: minLearningRate,
    });
    this.#steps = steps === null ? null : requireWholeNumber(where, 'steps', steps, { min: 2 });
    this.#smoothing = requireNumber(where, 'smoothing', smoothing, { min: 0, below: 1 });
    this.#stopFactor = requireNumber(where, 'stopFactor', stopFactor, { above: 1 });
  }

  /** What was found so far, as columns. A batch whose loss is not finite ends the run, and is not among them. */
  get curve(): LearningRateCurve {
    return {
      learningRates: [...this.#learningRates],
      losses: [...this.#losses],
      smoothed: smoothLosses(this.#losses, this.#smoothing),
    };
  }

  /** The {@link curve} as rows, for charts. Draw the learning rate on a logarithmic axis. */
  get points(): readonly LearningRatePoint[] {
    const { learningRates, losses, smoothed } = this.curve;
    return learningRates.map((learningRate, i) => ({
      learningRate,
      loss: losses[i] ?? Number.NaN,
      smoothed: smoothed[i] ?? Number.NaN,
    }));
  }

  /**
   * Learning rate at which the smoothed loss falls most steeply; undefined if it never fell by more than
   * its noise.
   *
   * A starting point, not an optimum. {@link tenthOfMinimum} is another, often larger.
   */
  get suggestion(): number | undefined {
    return steepestPoint(this.curve);
  }

  /** A tenth of the learning rate of the lowest smoothed loss; undefined before the first batch. */
  get tenthOfMinimum(): number | undefined {
    const lowest = lowestPoint(this.curve);
    return lowest === undefined ? undefined : lowest / 10;
  }

  override onTrainBegin(_logs: Logs, run: TrainingRun): void {
    requireLearningRate('LearningRateFinder', run);
    this.#planned = this.#plannedSteps(run);
    this.#learningRates = [];
    this.#losses = [];
    this.#average = new SmoothedValue(this.#smoothing);
    this.#best = Infinity;
    const before = run.saveState();
    setFirstRate(run, this.#rateOf(0));
    run.whenOver(() => run.resume(before));
  }

  override onEpochBegin(epoch: number, _logs: Logs, { parameters }: TrainingRun): void {
    const { epochs, steps } = parameters;
    // A run need not begin with the first epoch.
    const isFirst = this.#learningRates.length === 0;
    if (isFirst && this.#steps === null && steps !== null) {
      this.#planned = Math.max(2, (epochs - epoch) * steps);
    }
  }

  override onTrainBatchBegin(_batch: number, _logs: Logs, run: TrainingRun): void {
    run.learningRate = this.#rateOf(this.#learningRates.length);
  }

  override onTrainBatchEnd(batch: number, logs: Logs, run: TrainingRun): void {
    const mean = logs.loss ?? Number.NaN;
    const loss = batch === 0 ? mean : mean * (batch + 1) - this.#meanBefore * batch;
    this.#meanBefore = mean;
    const count = this.#learningRates.length;
    if (!Number.isFinite(loss)) {
      run.stop(`the loss is not finite at learning rate ${this.#rateOf(count)}`);
      return;
    }
    const smoothed = this.#average.next(loss);
    this.#learningRates.push(this.#rateOf(count));
    this.#losses.push(loss);
    if (count + 1 >= this.#planned) run.stop('the largest learning rate has been tried');
    // For losses above zero: `smoothed > stopFactor · best`. Others may be negative, and grow by as much.
    if (smoothed > this.#best + (this.#stopFactor - 1) * Math.abs(this.#best)) {
      run.stop(`the loss explodes at learning rate ${this.#rateOf(count)}`);
    }
    this.#best = Math.min(this.#best, smoothed);
  }

  #rateOf(count: number): number {
    const growth = this.#maxLearningRate / this.#minLearningRate;
    return this.#minLearningRate * growth ** Math.min(count / (this.#planned - 1), 1);
  }

  #plannedSteps({ parameters: { epochs, steps } }: TrainingRun): number {
    if (this.#steps !== null) return this.#steps;
    const where = 'LearningRateFinder';
    if (steps === null) {
      throw new ArgumentError({
        where,
        problem:
          '`steps` is null, and how many batches an epoch has is not known before the first one ends',
        fix: 'pass for example { steps: 100 }',
      });
    }
    if (epochs * steps >= 2) return epochs * steps;
    throw new ArgumentError({
      where,
      problem: `the learning rate cannot grow in ${epochs * steps} batches`,
      fix: 'pass { steps: 100 }, and at least as many epochs to fit: the run stops by itself',
    });
  }
}

function setFirstRate(run: TrainingRun, rate: number): void {
  try {
    run.learningRate = rate;
  } catch (cause) {
    if (!(cause instanceof StateError)) throw cause;
    throw new StateError({
      where: 'LearningRateFinder',
      problem:
        'the learning rate must be tried out, but the optimizer follows a schedule of its own',
      fix: 'compile with a number, { learningRate: 0.001 }, find a rate, then compile with a schedule that begins or peaks there',
      cause,
    });
  }
}
