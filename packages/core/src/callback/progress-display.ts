import type { Progress, StyledText } from './progress-line.ts';
import { progressLine, summaryLine } from './progress-line.ts';
import type { Clock } from './step-timer.ts';
import { StepTimer } from './step-timer.ts';
import type { TextOutput } from './text-output.ts';
import type { Logs, RunParameters } from './training-run.ts';

export interface ProgressDisplayOptions {
  readonly output: TextOutput;
  readonly clock: Clock;
  readonly verbose: RunParameters['verbose'];
  /** Batches in all; null if unknown. */
  readonly target: number | null;
}

/** Milliseconds between two drawings, at least. */
const interval = 50;

/** The progress line of one epoch, from its first batch to its end. */
export class ProgressDisplay {
  readonly #options: ProgressDisplayOptions;
  readonly #timer: StepTimer;
  #logs: Logs = {};
  #lastDrawn = Number.NEGATIVE_INFINITY;
  #lastWidth = 0;

  constructor(options: ProgressDisplayOptions) {
    this.#options = options;
    this.#timer = new StepTimer(options.clock);
  }

  /** Whether the line may be drawn now, and can be: only a terminal lets us draw over what is there. */
  get isDue(): boolean {
    const { verbose, output, clock } = this.#options;
    return verbose === 1 && output.isTerminal && clock() - this.#lastDrawn >= interval;
  }

  /** Shows how far the epoch is. */
  advance(current: number, logs: Logs): void {
    if (this.#options.verbose !== 1) return;
    const progress = this.#progress(current, this.#options.target, logs, false);
    if (this.isDue) this.#draw(progress);
  }

  /** Shows the end of the epoch after `total` batches. */
  finish(total: number, logs: Logs): void {
    const { verbose, output } = this.#options;
    const progress = this.#progress(total, total, logs, true);
    if (verbose === 2) output.write(`${summaryLine(progress)}\n`);
    if (verbose !== 1) return;
    if (output.isTerminal) this.#draw(progress);
    else output.write(`${plain(progressLine(progress))}\n`);
  }

  #progress(current: number, target: number | null, logs: Logs, isFinal: boolean): Progress {
    // A name keeps the place where it first stood, so that values of validation come last.
    this.#logs = { ...this.#logs, ...logs };
    const secondsPerStep = this.#timer.secondsPerStep(current);
    const { elapsedSeconds } = this.#timer;
    return { current, target, elapsedSeconds, secondsPerStep, logs: this.#logs, isFinal };
  }

  #draw(progress: Progress): void {
    const { output, clock } = this.#options;
    const line = progressLine(progress);
    // A line that wraps cannot be drawn over.
    const shown = progress.isFinal ? line : clip(line, output.columns - 1);
    const width = plain(shown).length;
    const rest = ' '.repeat(Math.max(0, this.#lastWidth - width));
    output.write(`\r${colored(shown)}${rest}${progress.isFinal ? '\n' : ''}`);
    this.#lastWidth = width;
    this.#lastDrawn = clock();
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
