import type { Logs, SavedState, TextOutput, TrainingRun, WeightSnapshot } from '@myelin/core';
import {
  Callback,
  NdArray,
  requireBoolean,
  requireNumber,
  requireWholeNumber,
  resolveOptions,
  standardOutput,
} from '@myelin/core';
import type { MonitorOptions } from './monitor.ts';
import { Monitor } from './monitor.ts';

export interface EarlyStoppingOptions extends MonitorOptions {
  /** Change of the value, at least, that counts as an improvement. @defaultValue `0` */
  readonly minDelta?: number;
  /** Epochs without improvement after which training stops. @defaultValue `0` */
  readonly patience?: number;
  /** 1 says when training stops and which weights are put back. @defaultValue `0` */
  readonly verbose?: 0 | 1;
  /** Value that must be beaten too for patience to begin anew; null for none. @defaultValue `null` */
  readonly baseline?: number | null;
  /** End with the weights of the best epoch, not of the last one. @defaultValue `false` */
  readonly restoreBestWeights?: boolean;
  /** First epoch, counted from 0, that is watched. @defaultValue `0` */
  readonly startFromEpoch?: number;
  /** Where messages go. @defaultValue the standard output of the process, or the console */
  readonly output?: TextOutput;
}

/**
 * Stops training once a logged value has not improved for `patience` epochs.
 *
 * With `restoreBestWeights` the weights of the best epoch are put back when training ends, stopped early or not.
 *
 * @throws {@link ArgumentError} an option is outside its domain, or `mode` is needed and missing.
 * @source Prechelt 1998, criterion UP; options and defaults as Keras 3 `EarlyStopping`.
 * @example
 * await model.fit(x, y, {
 *   epochs: 100,
 *   validationSplit: 0.2,
 *   callbacks: [new EarlyStopping({ patience: 5, restoreBestWeights: true })],
 * });
 */
export class EarlyStopping extends Callback {
  /** Best value so far; undefined before the first. */
  best: number | undefined;
  /** Epoch of the best value, counted from 0. */
  bestEpoch = 0;
  /** Epoch after which training stopped, counted from 0; 0 if it did not. */
  stoppedEpoch = 0;
  readonly #monitor: Monitor;
  readonly #patience: number;
  readonly #isVerbose: boolean;
  readonly #baseline: number | undefined;
  readonly #restores: boolean;
  readonly #startFromEpoch: number;
  readonly #output: TextOutput;
  #wait = 0;
  #bestWeights: WeightSnapshot | undefined;

  constructor(options: EarlyStoppingOptions = {}) {
    super();
    const where = 'EarlyStopping';
    const resolved = resolveOptions<EarlyStoppingOptions>(where, options, {
      monitor: 'val_loss',
      mode: 'auto',
      minDelta: 0,
      patience: 0,
      verbose: 0,
      baseline: null,
      restoreBestWeights: false,
      startFromEpoch: 0,
      output: standardOutput(),
    });
    const { baseline, patience, restoreBestWeights, startFromEpoch, verbose } = resolved;
    this.#monitor = new Monitor(where, resolved);
    this.#patience = requireWholeNumber(where, 'patience', patience, { min: 0 });
    this.#isVerbose = requireWholeNumber(where, 'verbose', verbose, { min: 0, max: 1 }) === 1;
    this.#baseline = baseline === null ? undefined : requireNumber(where, 'baseline', baseline);
    this.#restores = requireBoolean(where, 'restoreBestWeights', restoreBestWeights);
    this.#startFromEpoch = requireWholeNumber(where, 'startFromEpoch', startFromEpoch, { min: 0 });
    this.#output = resolved.output;
  }

  override onTrainBegin(): void {
    this.#monitor.begin();
    this.best = undefined;
    this.bestEpoch = 0;
    this.stoppedEpoch = 0;
    this.#wait = 0;
    this.#bestWeights = undefined;
  }

  override onEpochEnd(epoch: number, logs: Logs, run: TrainingRun): void {
    const value = this.#monitor.read(logs, run);
    if (value === undefined || epoch < this.#startFromEpoch) return;
    this.#wait++;
    if (this.#monitor.isImprovement(value, this.best)) {
      this.#remember(epoch, value, run);
    } else if (this.#wait >= this.#patience && epoch > 0) {
      this.stoppedEpoch = epoch;
      run.stop(`${this.#monitor.name} has not improved since epoch ${this.bestEpoch + 1}`);
    }
  }

  override onTrainEnd(_logs: Logs, run: TrainingRun): void {
    if (this.stoppedEpoch > 0) this.#say(`Epoch ${this.stoppedEpoch + 1}: early stopping`);
    if (!this.#bestWeights) return;
    const epoch = this.bestEpoch + 1;
    this.#say(`Restoring model weights from the end of the best epoch: ${epoch}.`);
    run.restore(this.#bestWeights);
  }

  override saveState(): SavedState {
    return {
      best: this.best ?? null,
      bestEpoch: this.bestEpoch,
      stoppedEpoch: this.stoppedEpoch,
      wait: this.#wait,
      bestWeights:
        this.#bestWeights?.values.map((values) => new NdArray(values, [values.length])) ?? null,
    };
  }

  override loadState({ best, bestEpoch, stoppedEpoch, wait, bestWeights }: SavedState): void {
    this.best = (best as number | null) ?? undefined;
    this.bestEpoch = bestEpoch as number;
    this.stoppedEpoch = stoppedEpoch as number;
    this.#wait = wait as number;
    const arrays = bestWeights as readonly NdArray[] | null;
    this.#bestWeights = arrays
      ? { values: arrays.map(({ data }) => Float32Array.from(data)) }
      : undefined;
  }

  #remember(epoch: number, value: number, run: TrainingRun): void {
    this.best = value;
    this.bestEpoch = epoch;
    if (this.#restores) this.#bestWeights = run.snapshot();
    // An epoch that does not beat the baseline is kept as the best one, but time goes on.
    if (this.#monitor.isImprovement(value, this.#baseline)) this.#wait = 0;
  }

  #say(message: string): void {
    if (this.#isVerbose) this.#output.write(`${message}\n`);
  }
}
