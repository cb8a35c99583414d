/** Lets other work run between steps, so that a server answers and a page stays alive while a model trains. */

/** Stretch of work after which a pause is due, in milliseconds. With a span of batches on top it stays below 50. */
const STRETCH_MS = 20;

export class EventLoopBreather {
  readonly #stretch: number;
  #last = performance.now();

  /** @param stretch - How long it works without a pause, in milliseconds. */
  constructor(stretch = STRETCH_MS) {
    this.#stretch = stretch;
  }

  /** Whether the last pause lies far enough back. */
  get isDue(): boolean {
    return performance.now() - this.#last >= this.#stretch;
  }

  /** Pauses if that is due. */
  async breathe(): Promise<void> {
    if (!this.isDue) return;
    await nextTask();
    this.#last = performance.now();
  }
}

/** Resolves in a task of its own, after timers and input that were waiting. A message port has no minimal delay. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
