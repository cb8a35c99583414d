/** Milliseconds since some fixed moment. */
export type Clock = () => number;

/**
 * How long a step takes on average.
 *
 * The first step is left out once others are known: it warms up and says little about them.
 */
export class StepTimer {
  readonly #clock: Clock;
  readonly #start: number;
  #afterFirst: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#start = clock();
  }

  get elapsedSeconds(): number {
    return (this.#clock() - this.#start) / 1000;
  }

  /** Average after `steps` steps have been done. */
  secondsPerStep(steps: number): number {
    if (steps === 0) return 0;
    const now = this.#clock();
    const average =
      this.#afterFirst !== undefined && steps > 1
        ? (now - this.#afterFirst) / (steps - 1)
        : (now - this.#start) / steps;
    if (steps === 1) this.#afterFirst = now;
    return average / 1000;
  }
}
