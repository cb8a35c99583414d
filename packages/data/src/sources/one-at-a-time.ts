import { orAborted } from './abort.ts';

const running = new Map<string, Promise<unknown>>();

/** Runs `work` once nothing else runs under the same key, so that two loads do not download one file twice. */
export async function oneAtATime<T>(
  key: string,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  for (let other = running.get(key); other; other = running.get(key)) {
    await orAborted(other, signal);
  }
  const own = work();
  running.set(
    key,
    own.catch(() => undefined),
  );
  try {
    return await own;
  } finally {
    running.delete(key);
  }
}
