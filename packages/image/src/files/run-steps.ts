import { EventLoopBreather } from '@myelin/core';
import { throwIfAborted } from './aborted.ts';

/** Runs work that stops on its way, and lets other work run where a stop is due. @throws {@link AbortError} */
export async function runSteps<Result>(
  where: string,
  steps: Generator<undefined, Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  const breather = new EventLoopBreather();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (!breather.isDue) continue;
    await breather.breathe();
    throwIfAborted(where, signal);
  }
}
