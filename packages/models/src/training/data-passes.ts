import { type Awaitable, after } from './awaitable.ts';
import type { BatchWalk, Runner } from './runner.ts';

/** A place in the data: which pass through it, and how many of its batches are done. */
export interface DataPlace {
  readonly pass: number;
  readonly offset: number;
}

/**
 * The way through the data, pass after pass, cut into epochs.
 *
 * Without `stepsPerEpoch` an epoch is a pass. With it, an epoch is that many batches, and goes on where the one before it
 * ended; a pass that ends within an epoch ends the epoch, with a warning.
 */
export class DataPasses {
  readonly #runner: Runner;
  readonly #stepsPerEpoch: number | null;
  readonly #stepsOption: string;
  #walk: BatchWalk | undefined;
  #pass = 0;
  #offset = 0;

  /** @param stepsOption - The option that states them, as a warning names it. */
  constructor(runner: Runner, stepsPerEpoch: number | null, stepsOption = 'stepsPerEpoch') {
    this.#runner = runner;
    this.#stepsPerEpoch = stepsPerEpoch;
    this.#stepsOption = stepsOption;
  }

  /** Where the data is now. */
  get place(): DataPlace {
    return { pass: this.#pass, offset: this.#offset };
  }

  /** Goes on from a place. */
  resume({ pass, offset }: DataPlace): void {
    this.#walk = undefined;
    this.#pass = pass;
    this.#offset = offset;
  }

  /**
   * The batches of an epoch.
   *
   * @param done - How many of them are done already.
   */
  epoch(epoch: number, done = 0): BatchWalk {
    const limit = this.#stepsPerEpoch;
    if (limit !== null) return new EpochWalk(this, limit - done);
    // Each epoch has an order of its own, whatever came before it.
    if (done === 0) this.resume({ pass: epoch, offset: 0 });
    this.#walk = this.#open();
    return new EpochWalk(this, Number.POSITIVE_INFINITY);
  }

  /** Whether there is another batch; at the beginning of an epoch a new pass is begun. */
  next(isFirst: boolean): Awaitable<boolean> {
    if (!this.#walk && isFirst) this.#walk = this.#open();
    const walk = this.#walk;
    if (!walk) return false;
    return after(walk.next(), (is) => {
      if (is) return true;
      this.#walk = undefined;
      if (this.#offset === 0) return false;
      if (this.#stepsPerEpoch === null) return false;
      this.#pass++;
      this.#offset = 0;
      if (isFirst) return this.next(true);
      console.warn(this.#shortWarning());
      return false;
    });
  }

  advance(most: number): Awaitable<number> {
    return after(this.#walk?.advance(most) ?? 0, (count) => {
      this.#offset += count;
      return count;
    });
  }

  close(): Awaitable<void> {
    const walk = this.#walk;
    this.#walk = undefined;
    return walk?.close();
  }

  #shortWarning(): string {
    const option = this.#stepsOption;
    return option === 'stepsPerEpoch'
      ? 'fit: the data ended before `stepsPerEpoch` batches, so this epoch has fewer. Pass data with at least stepsPerEpoch · epochs batches, for example dataset.repeat().'
      : `${this.#runner.source.name}: the data ended before \`${option}\` batches, so the model was judged on fewer.`;
  }

  #open(): BatchWalk {
    return this.#runner.batches(this.#pass, this.#offset);
  }
}

/** At most so many batches of the passes. */
class EpochWalk implements BatchWalk {
  readonly #passes: DataPasses;
  readonly #limit: number;
  #taken = 0;

  constructor(passes: DataPasses, limit: number) {
    this.#passes = passes;
    this.#limit = limit;
  }

  next(): Awaitable<boolean> {
    return this.#taken < this.#limit && this.#passes.next(this.#taken === 0);
  }

  advance(most: number): Awaitable<number> {
    return after(this.#passes.advance(Math.min(most, this.#limit - this.#taken)), (count) => {
      this.#taken += count;
      return count;
    });
  }

  close(): Awaitable<void> {
    return this.#passes.close();
  }
}
