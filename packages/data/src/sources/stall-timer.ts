/** An alarm that goes off when nothing has happened for a while. */
export class StallTimer {
  readonly #controller = new AbortController();
  readonly #milliseconds: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
    this.reset();
  }

  /** Fires after the time without a call of {@link reset}. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something happened: the time starts again. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(), this.#milliseconds);
  }

  /** Switches the alarm off. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
