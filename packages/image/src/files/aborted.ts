import { AbortError } from '@myelin/core';

/** @throws {@link AbortError} the signal has fired. */
export function throwIfAborted(where: string, signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new AbortError({
    where,
    problem: 'the signal that was passed says to stop',
    fix: 'call it again with a signal that has not fired',
    cause: signal.reason,
  });
}
