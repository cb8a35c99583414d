/** Lets other work run between steps, so that a server answers and a page stays alive while a model trains. */

/** Longest stretch of work without a pause, in milliseconds. */
const STRETCH_MS = 30;

export class EventLoopBreather {
  #last = performance.now();

  /** Pauses if the last pause lies far enough back. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#last < STRETCH_MS) return;
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
