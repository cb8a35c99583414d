import type { Logs, SavedState, TextOutput, TrainingRun } from '@myelin/core';
import {
  Callback,
  formatFloat,
  requireNumber,
  requireWholeNumber,
  resolveOptions,
  standardOutput,
} from '@myelin/core';
import type { MonitorOptions } from './monitor.ts';
import { Monitor } from './monitor.ts';
import { requireLearningRate } from './require-learning-rate.ts';

export interface ReduceLROnPlateauOptions extends MonitorOptions {
  /** Change of the value, at least, that counts as an improvement. @defaultValue `1e-4` */
  readonly minDelta?: number;
  /** Number in (0, 1) by which the learning rate is multiplied. @defaultValue `0.1` */
  readonly factor?: number;
  /** Epochs without improvement after which the learning rate is reduced. @defaultValue `10` */
  readonly patience?: number;
  /** 1 says when the learning rate is reduced. @defaultValue `0` */
  readonly verbose?: 0 | 1;
  /** Epochs after a reduction during which nothing is counted. @defaultValue `0` */
  readonly cooldown?: number;
  /** Smallest learning rate, at least 0. @defaultValue `0` */
  readonly minLr?: number;
  /** Where messages go. @defaultValue the standard output of the process, or the console */
  readonly output?: TextOutput;
}

/**
 * Multiplies the learning rate by `factor` each time a logged value has not improved for `patience` epochs.
 *
 * Logs the learning rate of each epoch as `learning_rate`.
 *
 * @throws {@link ArgumentError} an option is outside its domain, or `mode` is needed and missing.
 * @throws {@link StateError} in training: the optimizer follows a schedule, or has several learning rates.
 * @source Options and defaults as Keras 3 `ReduceLROnPlateau`; like Keras, it computes with the float32 value of the
 * learning rate.
 * @example
 * await model.fit(x, y, {
 *   epochs: 50,
 *   validationSplit: 0.2,
 *   callbacks: [new ReduceLROnPlateau({ factor: 0.5, patience: 3 })],
 * });
 */
export class ReduceLROnPlateau extends Callback {
  readonly #monitor: Monitor;
  readonly #factor: number;
  readonly #patience: number;
  readonly #isVerbose: boolean;
  readonly #cooldown: number;
  readonly #minLr: number;
  readonly #output: TextOutput;
  #best: number | undefined;
  #wait = 0;
  #cooldownLeft = 0;

  constructor(options: ReduceLROnPlateauOptions = {}) {
    super();
    const where = 'ReduceLROnPlateau';
    const resolved = resolveOptions<ReduceLROnPlateauOptions>(where, options, {
      monitor: 'val_loss',
      mode: 'auto',
      minDelta: 1e-4,
      factor: 0.1,
      patience: 10,
      verbose: 0,
      cooldown: 0,
      minLr: 0,
      output: standardOutput(),
    });
    const { factor, patience, verbose, cooldown, minLr } = resolved;
    this.#monitor = new Monitor(where, resolved);
    this.#factor = requireNumber(where, 'factor', factor, { above: 0, below: 1 });
    this.#patience = requireWholeNumber(where, 'patience', patience, { min: 0 });
    this.#isVerbose = requireWholeNumber(where, 'verbose', verbose, { min: 0, max: 1 }) === 1;
    this.#cooldown = requireWholeNumber(where, 'cooldown', cooldown, { min: 0 });
    this.#minLr = requireNumber(where, 'minLr', minLr, { min: 0 });
    this.#output = resolved.output;
  }

  override onTrainBegin(_logs: Logs, run: TrainingRun): void {
    requireLearningRate('ReduceLROnPlateau', run);
    this.#monitor.begin();
    this.#best = undefined;
    this.#wait = 0;
    this.#cooldownLeft = 0;
  }

  override onEpochEnd(epoch: number, logs: Logs, run: TrainingRun): void {
    logs.learning_rate = run.learningRate;
    const value = this.#monitor.read(logs, run);
    if (value === undefined) return;
    if (this.#cooldownLeft > 0) {
      this.#cooldownLeft--;
      this.#wait = 0;
    }
    if (this.#monitor.isImprovement(value, this.#best)) {
      this.#best = value;
      this.#wait = 0;
    } else if (this.#cooldownLeft === 0) {
      this.#wait++;
      if (this.#wait >= this.#patience) this.#reduce(epoch, run);
    }
  }

  override saveState(): SavedState {
    return { best: this.#best ?? null, wait: this.#wait, cooldownLeft: this.#cooldownLeft };
  }

  override loadState({ best, wait, cooldownLeft }: SavedState): void {
    this.#best = (best as number | null) ?? undefined;
    this.#wait = wait as number;
    this.#cooldownLeft = cooldownLeft as number;
  }

  #reduce(epoch: number, run: TrainingRun): void {
    const before = Math.fround(run.learningRate);
    if (before <= Math.fround(this.#minLr)) return;
    const after = Math.max(before * this.#factor, this.#minLr);
    run.learningRate = after;
    this.#cooldownLeft = this.#cooldown;
    this.#wait = 0;
    if (!this.#isVerbose) return;
    this.#output.write(
      `\nEpoch ${epoch + 1}: ReduceLROnPlateau reducing learning rate to ${formatFloat(after)}.\n`,
    );
  }
}
