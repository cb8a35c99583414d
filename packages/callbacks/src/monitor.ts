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
  #hasWarned = false;

  constructor(where: string, { monitor, mode, minDelta }: Required<MonitorOptions>) {
    this.name = monitor;
    this.#where = where;
    this.#mode = requireOneOf(where, 'mode', mode, ['auto', 'min', 'max']);
    this.#minDelta = Math.abs(requireNumber(where, 'minDelta', minDelta));
  }

  /** Forgets that it has warned. */
  begin(): void {
    this.#hasWarned = false;
  }

  /** The value; undefined, and one warning a run, where it was not logged. */
  read(logs: Logs): number | undefined {
    const value = logs[this.name];
    if (value === undefined && !this.#hasWarned) {
      this.#hasWarned = true;
      console.warn(
        `${this.#where}: \`${this.name}\` is not among the logged values (${Object.keys(logs).join(', ')}), so nothing is done in such epochs.`,
      );
    }
    return value;
  }

  /**
   * Whether `value` is better than `than` by more than `minDelta`; everything is better than nothing.
   *
   * @throws {@link ArgumentError} `mode` is `'auto'` and the value has no direction.
   */
  isImprovement(value: number, than: number | undefined, run: TrainingRun): boolean {
    const direction = this.#direction(run);
    if (than === undefined) return true;
    return direction === 'down' ? value + this.#minDelta < than : value - this.#minDelta > than;
  }

  #direction(run: TrainingRun): NonNullable<Direction> {
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
