import type { Logs, TextOutput, TrainingRun } from '@myelin/core';
import {
  ArgumentError,
  Callback,
  describe,
  formatFloat,
  required,
  requireWholeNumber,
  resolveOptions,
  standardOutput,
} from '@myelin/core';
import { requireLearningRate } from './require-learning-rate.ts';

/**
 * Learning rate of an epoch.
 *
 * @param epoch - Counted from 0.
 * @param learningRate - Of the epoch before, as float32.
 */
export type LearningRateFunction = (epoch: number, learningRate: number) => number;

export interface LearningRateSchedulerOptions {
  readonly schedule: LearningRateFunction;
  /** 1 says which learning rate is set. @defaultValue `0` */
  readonly verbose?: 0 | 1;
  /** Where messages go. @defaultValue the standard output of the process, or the console */
  readonly output?: TextOutput;
}

/**
 * Sets the learning rate at the beginning of each epoch: `η ← schedule(epoch, η)`.
 *
 * Logs the learning rate of each epoch as `learning_rate`.
 *
 * @throws {@link ArgumentError} `schedule` is no function, or does not return a number of at least 0.
 * @throws {@link StateError} in training: the optimizer follows a schedule, or has several learning rates.
 * @source Keras 3 `LearningRateScheduler`.
 * @example
 * new LearningRateScheduler({ schedule: (epoch, rate) => (epoch < 10 ? rate : rate * 0.9) });
 */
export class LearningRateScheduler extends Callback {
  readonly #schedule: LearningRateFunction;
  readonly #isVerbose: boolean;
  readonly #output: TextOutput;

  constructor(options: LearningRateSchedulerOptions) {
    super();
    const where = 'LearningRateScheduler';
    const { schedule, verbose, output } = resolveOptions<LearningRateSchedulerOptions>(
      where,
      options,
      { schedule: required, verbose: 0, output: standardOutput() },
    );
    if (typeof schedule !== 'function') {
      throw new ArgumentError({
        where,
        problem: `\`schedule\` must be a function, received ${describe(schedule)}`,
        fix: 'pass for example { schedule: (epoch, rate) => rate * 0.9 }',
      });
    }
    this.#schedule = schedule;
    this.#isVerbose = requireWholeNumber(where, 'verbose', verbose, { min: 0, max: 1 }) === 1;
    this.#output = output;
  }

  override onTrainBegin(_logs: Logs, run: TrainingRun): void {
    requireLearningRate('LearningRateScheduler', run);
  }

  override onEpochBegin(epoch: number, _logs: Logs, run: TrainingRun): void {
    const rate: unknown = this.#schedule(epoch, Math.fround(run.learningRate));
    if (typeof rate !== 'number' || !Number.isFinite(rate) || rate < 0) {
      throw new ArgumentError({
        where: 'LearningRateScheduler',
        problem: `\`schedule\` must return a number of at least 0, received ${describe(rate)} for epoch ${epoch}`,
        fix: 'return the learning rate of the epoch',
      });
    }
    run.learningRate = rate;
    if (!this.#isVerbose) return;
    this.#output.write(
      `\nEpoch ${epoch + 1}: LearningRateScheduler setting learning rate to ${formatFloat(rate)}.\n`,
    );
  }

  override onEpochEnd(_epoch: number, logs: Logs, run: TrainingRun): void {
    logs.learning_rate = run.learningRate;
  }
}
