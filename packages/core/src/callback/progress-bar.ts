import type { HookName } from './callback.ts';
import { Callback } from './callback.ts';
import type { Progress, StyledText } from './progress-line.ts';
import { progressLine, summaryLine } from './progress-line.ts';
import type { Clock } from './step-timer.ts';
import { StepTimer } from './step-timer.ts';
import type { TextOutput } from './text-output.ts';
import { standardOutput } from './text-output.ts';
import type { Logs, RunParameters, TrainingRun } from './training-run.ts';

export interface ProgressBarOptions {
  /** @defaultValue the standard output of the process, or the console */
  readonly output?: TextOutput;
  /** @defaultValue the clock of the machine */
  readonly clock?: Clock;
}

/** Milliseconds between two drawings, at least. */
const interval = 50;

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
  #timer: StepTimer;
  #seen = 0;
  #logs: Logs = {};
  #lastDrawn = Number.NEGATIVE_INFINITY;
  #lastWidth = 0;

  constructor(options: ProgressBarOptions = {}) {
    super();
    this.#output = options.output ?? standardOutput();
    this.#clock = options.clock ?? (() => performance.now());
    this.#timer = new StepTimer(this.#clock);
  }

  /** Batches only when it is time to draw again, and only where a line can be drawn again. */
  override wants(hook: HookName): boolean {
    return !hook.includes('Batch') || (this.#output.isTerminal && this.#isDue());
  }

  override onTrainBegin(): void {
    this.#inFit = true;
  }

  override onTrainEnd(): void {
    this.#inFit = false;
  }

  override onEpochBegin(epoch: number, _logs: Logs, { parameters }: TrainingRun): void {
    this.#begin();
    const { epochs, verbose } = parameters;
    if (verbose > 0 && epochs > 1) this.#output.write(`Epoch ${epoch + 1}/${epochs}\n`);
  }

  override onTrainBatchEnd(batch: number, logs: Logs, { parameters }: TrainingRun): void {
    this.#advance(batch, logs, parameters);
  }

  override onEpochEnd(_epoch: number, logs: Logs, { parameters }: TrainingRun): void {
    this.#finish(logs, parameters);
  }

  override onTestBegin(): void {
    if (!this.#inFit) this.#begin();
  }

  override onTestBatchEnd(batch: number, logs: Logs, { parameters }: TrainingRun): void {
    if (!this.#inFit) this.#advance(batch, logs, parameters);
  }

  override onTestEnd(logs: Logs, { parameters }: TrainingRun): void {
    if (!this.#inFit) this.#finish(logs, parameters);
  }

  override onPredictBegin(): void {
    this.#begin();
  }

  override onPredictBatchEnd(batch: number, _logs: Logs, { parameters }: TrainingRun): void {
    this.#advance(batch, {}, parameters);
  }

  override onPredictEnd(_logs: Logs, { parameters }: TrainingRun): void {
    this.#finish({}, parameters);
  }

  #isDue(): boolean {
    return this.#clock() - this.#lastDrawn >= interval;
  }

  #begin(): void {
    this.#timer = new StepTimer(this.#clock);
    this.#seen = 0;
    this.#logs = {};
    this.#lastDrawn = Number.NEGATIVE_INFINITY;
    this.#lastWidth = 0;
  }

  #advance(batch: number, logs: Logs, { steps, verbose }: RunParameters): void {
    if (verbose !== 1) return;
    const progress = this.#progress(batch + 1, steps, logs, false);
    if (this.#output.isTerminal && this.#isDue()) this.#draw(progress);
  }

  #finish(logs: Logs, { steps, verbose }: RunParameters): void {
    if (verbose === 0) return;
    const all = steps ?? this.#seen;
    const progress = this.#progress(all, all, logs, true);
    if (verbose === 2) this.#output.write(`${summaryLine(progress)}\n`);
    else if (this.#output.isTerminal) this.#draw(progress);
    else this.#output.write(`${plain(progressLine(progress))}\n`);
  }

  #progress(current: number, target: number | null, logs: Logs, isFinal: boolean): Progress {
    this.#seen = current;
    // A name keeps the place where it first stood, so that values of validation come last.
    this.#logs = { ...this.#logs, ...logs };
    const secondsPerStep = this.#timer.secondsPerStep(current);
    const { elapsedSeconds } = this.#timer;
    return { current, target, elapsedSeconds, secondsPerStep, logs: this.#logs, isFinal };
  }

  #draw(progress: Progress): void {
    const line = progressLine(progress);
    // A line that wraps cannot be drawn over.
    const shown = progress.isFinal ? line : clip(line, this.#output.columns - 1);
    const width = plain(shown).length;
    const rest = ' '.repeat(Math.max(0, this.#lastWidth - width));
    this.#output.write(`\r${colored(shown)}${rest}${progress.isFinal ? '\n' : ''}`);
    this.#lastWidth = width;
    this.#lastDrawn = this.#clock();
  }
}

const plain = (line: readonly StyledText[]): string => line.map(([text]) => text).join('');

const colored = (line: readonly StyledText[]): string =>
  line.map(([text, style]) => (text && style ? `${style}${text}\x1b[0m` : text)).join('');

function clip(line: readonly StyledText[], width: number): StyledText[] {
  let room = width;
  return line.map(([text, style]) => {
    const kept = text.slice(0, Math.max(0, room));
    room -= text.length;
    return [kept, style];
  });
}
