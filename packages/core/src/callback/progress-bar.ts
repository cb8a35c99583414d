import type { HookName } from './callback.ts';
import { Callback } from './callback.ts';
import { ProgressDisplay } from './progress-display.ts';
import type { Clock } from './step-timer.ts';
import type { TextOutput } from './text-output.ts';
import { standardOutput } from './text-output.ts';
import type { Logs, RunParameters, TrainingRun } from './training-run.ts';

export interface ProgressBarOptions {
  /** @defaultValue the standard output of the process, or the console */
  readonly output?: TextOutput;
  /** @defaultValue the clock of the machine */
  readonly clock?: Clock;
}

/**
 * Shows how far a run is and its values so far, as Keras does:
 *
 *     Epoch 2/5
 *     469/469 ━━━━━━━━━━━━━━━━━━━━ 2s 4ms/step - accuracy: 0.9312 - loss: 0.2401
 *
 * `verbose: 1` redraws a line at most every 50 ms, `verbose: 2` writes one line an epoch, 0 nothing. Where the
 * output is no terminal, `verbose: 1` writes only the last line of each epoch, without colors. Validation during
 * `fit` shows up in the values at the end of its epoch.
 *
 * @source Keras 3 `ProgbarLogger` and `Progbar`.
 */
export class ProgressBar extends Callback {
  readonly #output: TextOutput;
  readonly #clock: Clock;
  #inFit = false;
  #display: ProgressDisplay | undefined;
  /** Batches in all, where the run or its first epoch has told. */
  #target: number | null = null;
  /** Batches begun. */
  #seen = 0;

  constructor(options: ProgressBarOptions = {}) {
    super();
    this.#output = options.output ?? standardOutput();
    this.#clock = options.clock ?? (() => performance.now());
  }

  /** Ends of batches only when it is time to draw again; those of validation in `fit` never. */
  override wants(hook: HookName): boolean {
    if (!hook.endsWith('BatchEnd')) return true;
    if (this.#inFit && hook === 'onTestBatchEnd') return false;
    return this.#display?.isDue === true;
  }

  override onTrainBegin(): void {
    this.#inFit = true;
    this.#target = null;
    this.#display = undefined;
  }

  override onTrainEnd(): void {
    this.#inFit = false;
  }

  override onEpochBegin(epoch: number, _logs: Logs, { parameters }: TrainingRun): void {
    this.#begin(parameters);
    const { epochs, verbose } = parameters;
    if (verbose > 0 && epochs > 1) this.#output.write(`Epoch ${epoch + 1}/${epochs}\n`);
  }

  override onTrainBatchBegin(batch: number, _logs: Logs, { parameters }: TrainingRun): void {
    // A run that is taken up again within an epoch does not begin that epoch anew.
    if (!this.#display) this.#begin(parameters);
    this.#seen = batch + 1;
  }

  override onTrainBatchEnd(batch: number, logs: Logs): void {
    this.#advance(batch, logs);
  }

  override onEpochEnd(_epoch: number, logs: Logs, { parameters }: TrainingRun): void {
    this.#finish(logs, parameters);
  }

  override onTestBegin(_logs: Logs, { parameters }: TrainingRun): void {
    if (this.#inFit) return;
    this.#target = null;
    this.#begin(parameters);
  }

  override onTestBatchBegin(batch: number): void {
    if (!this.#inFit) this.#seen = batch + 1;
  }

  override onTestBatchEnd(batch: number, logs: Logs): void {
    if (!this.#inFit) this.#advance(batch, logs);
  }

  override onTestEnd(logs: Logs, { parameters }: TrainingRun): void {
    if (!this.#inFit) this.#finish(logs, parameters);
  }

  override onPredictBegin(_logs: Logs, { parameters }: TrainingRun): void {
    this.#target = null;
    this.#begin(parameters);
  }

  override onPredictBatchBegin(batch: number): void {
    this.#seen = batch + 1;
  }

  override onPredictBatchEnd(batch: number): void {
    this.#advance(batch, {});
  }

  override onPredictEnd(_logs: Logs, { parameters }: TrainingRun): void {
    this.#finish({}, parameters);
  }

  #begin({ steps, verbose }: RunParameters): void {
    this.#target = steps ?? this.#target;
    this.#seen = 0;
    this.#display = new ProgressDisplay({
      output: this.#output,
      clock: this.#clock,
      verbose,
      target: this.#target,
    });
  }

  #advance(batch: number, logs: Logs): void {
    this.#seen = batch + 1;
    this.#display?.advance(this.#seen, logs);
  }

  #finish(logs: Logs, { steps }: RunParameters): void {
    this.#target = steps ?? this.#target ?? this.#seen;
    this.#display?.finish(this.#target, logs);
  }
}
