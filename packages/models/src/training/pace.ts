/** Time that one span of batches shall take, in milliseconds. */
const SPAN_MS = 25;
/** Batches of one span, at most. */
const MOST = 2 ** 20;

/** How many batches are run without a pause: begins with one, and learns from how long they take. */
export class Pace {
  #batches = 1;

  get batches(): number {
    return this.#batches;
  }

  /** Learns that `count` batches took `milliseconds`. */
  learn(count: number, milliseconds: number): void {
    const fitting = Math.floor((SPAN_MS * count) / milliseconds);
    this.#batches = Math.max(1, Math.min(fitting, 2 * this.#batches, MOST));
  }
}
