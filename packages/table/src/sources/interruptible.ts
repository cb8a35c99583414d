/** The chunks, until `signal` fires: also while one is waited for that may never come. */
export async function* interruptible<T>(
  chunks: AsyncIterable<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T> {
  if (signal === undefined) {
    yield* chunks;
    return;
  }
  const iterator = chunks[Symbol.asyncIterator]();
  let isOver = false;
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await untilAborted(iterator.next(), signal);
      isOver = done === true;
      if (isOver) return;
      yield value;
    }
  } finally {
    // What waits for a chunk closes when it has one: nobody waits for that after an abort.
    const closing = isOver ? undefined : iterator.return?.();
    if (signal.aborted) closing?.catch(() => undefined);
    else await closing;
  }
}

function untilAborted<T>(promised: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    promised.finally(() => signal.removeEventListener('abort', onAbort)).then(resolve, reject);
  });
}
