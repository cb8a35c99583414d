import type { SavedState, TrainingRun } from '@myelin/core';
import { ArgumentError, describe, requireWholeNumber } from '@myelin/core';

/** When to save: `'epoch'` after each epoch, a number after so many batches, counted on from epoch to epoch. */
export type SaveFreq = 'epoch' | number;

/** Knows after which batches something is to be saved. */
export class SaveFrequency {
  readonly isEpoch: boolean;
  readonly #period: number;
  /** Batches since the last save, those of the present epoch up to `#last` included. */
  #count = 0;
  /** The last batch of the present epoch that was counted; -1 before the first. */
  #last = -1;

  /** @throws {@link ArgumentError} `saveFreq` is neither `'epoch'` nor a whole number of at least 1. */
  constructor(where: string, saveFreq: SaveFreq) {
    if (typeof saveFreq !== 'number' && saveFreq !== 'epoch') {
      throw new ArgumentError({
        where,
        problem: `\`saveFreq\` must be 'epoch' or a number of batches, received ${describe(saveFreq)}`,
        fix: "pass { saveFreq: 'epoch' } or for example { saveFreq: 100 }",
      });
    }
    this.isEpoch = saveFreq === 'epoch';
    this.#period = this.isEpoch
      ? Infinity
      : requireWholeNumber(where, 'saveFreq', saveFreq, { min: 1 });
  }

  /** A run begins. Batches of the run before count on, as in Keras. */
  begin(): void {
    this.#last = -1;
  }

  /** Counts up to `batch`; whether to save now. */
  isDueAfter(batch: number): boolean {
    this.#count += batch - this.#last;
    this.#last = batch;
    if (this.#count < this.#period) return false;
    this.#count = 0;
    return true;
  }

  endEpoch({ parameters: { steps }, stopReason }: TrainingRun): void {
    // An epoch that was stopped has fewer batches; nothing follows it.
    if (steps !== null && stopReason === undefined) this.#count += steps - 1 - this.#last;
    this.#last = -1;
  }

  /** Batches that may pass before {@link isDueAfter} must be asked. */
  batchesToNext({ parameters }: TrainingRun): number {
    if (this.isEpoch) return Infinity;
    // Where nobody knows how many there are, those behind the last one heard of could not be counted at the epoch's end.
    return parameters.steps === null ? 1 : this.#period - this.#count;
  }

  saveState(): SavedState {
    return { count: this.#count, last: this.#last };
  }

  loadState({ count, last }: SavedState): void {
    this.#count = count as number;
    this.#last = last as number;
  }
}
