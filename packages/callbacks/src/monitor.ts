import type { Direction, Logs, TrainingRun } from '@myelin/core';
import { ArgumentError, requireNumber, requireOneOf } from '@myelin/core';

export interface MonitorOptions {
  /** Logged value to watch. @defaultValue `'val_loss'` */
  readonly monitor?: string;
  /**
   * Whether a smaller or a larger value is better; with `'auto'` the metric's own direction counts.
   * @defaultValue `'auto'`
   */
  readonly mode?: 'auto' | 'min' | 'max';
  /** Change of the value, at least, that counts as an improvement. @defaultValue depends on the class */
  readonly minDelta?: number;
}

/** Watches one logged value and knows when it has improved. */
export class Monitor {
  readonly name: string;
  readonly #where: string;
  readonly #mode: 'auto' | 'min' | 'max';
  readonly #minDelta: number;
  readonly #consequence: string;
  #direction: Direction;
  #hasWarned = false;

  /** @param consequence - What happens in epochs without the value. */
  constructor(
    where: string,
    { monitor, mode, minDelta }: Required<MonitorOptions>,
    consequence = 'nothing is done',
  ) {
    this.name = monitor;
    this.#where = where;
    this.#mode = requireOneOf(where, 'mode', mode, ['auto', 'min', 'max']);
    this.#minDelta = Math.abs(requireNumber(where, 'minDelta', minDelta));
    this.#consequence = consequence;
  }

  /** Forgets that it has warned. */
  begin(): void {
    this.#hasWarned = false;
  }

  /**
   * The value; undefined, and one warning a run, where it was not logged.
   *
   * @throws {@link ArgumentError} `mode` is `'auto'` and the value has no direction.
   */
  read(logs: Logs, run: TrainingRun): number | undefined {
    this.#direction = this.#directionIn(run);
    const value = logs[this.name];
    if (value === undefined && !this.#hasWarned) {
      this.#hasWarned = true;
      console.warn(
        `${this.#where}: \`${this.name}\` is not among the logged values (${Object.keys(logs).join(', ')}), so ${this.#consequence} in such epochs.`,
      );
    }
    return value;
  }

  /**
   * Whether a value that was read is better than another by more than `minDelta`; all is better than nothing.
   *
   * Compared as float32, which is what losses and metrics are: 0.7 is then not better than 0.8 by more than 0.1.
   */
  isImprovement(value: number, than: number | undefined): boolean {
    if (than === undefined) return true;
    const isDown = this.#direction === 'down';
    const reach = Math.fround(isDown ? value + this.#minDelta : value - this.#minDelta);
    return isDown ? reach < Math.fround(than) : reach > Math.fround(than);
  }

  #directionIn(run: TrainingRun): NonNullable<Direction> {
    if (this.#mode !== 'auto') return this.#mode === 'min' ? 'down' : 'up';
    const direction = run.directionOf(this.name);
    if (direction) return direction;
    throw new ArgumentError({
      where: this.#where,
      problem: `\`mode\` is "auto", but nothing tells whether a smaller or a larger \`${this.name}\` is better`,
      fix: "pass { mode: 'min' } or { mode: 'max' }",
    });
  }
}
