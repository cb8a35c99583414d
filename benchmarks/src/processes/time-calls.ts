import { median } from '../compare/statistics.ts';

/** Seconds of the median call, after a tenth as many to warm up. The call is given its number. */
export async function timeCalls(calls: number, call: (number: number) => unknown): Promise<number> {
  for (let i = 0; i < Math.ceil(calls / 10); i++) await call(i);
  const times: number[] = [];
  for (let i = 0; i < calls; i++) {
    const start = performance.now();
    const answer = call(i);
    // A synchronous answer is not awaited: a microtask is not part of it.
    if (answer instanceof Promise) await answer;
    times.push(performance.now() - start);
  }
  return median(times) / 1000;
}
