/**
 * Bytes that JavaScript still holds after a garbage collection: heap and typed arrays.
 *
 * Undefined where no collection can be asked for (a browser that was started without `--expose-gc`).
 */
export async function heapAfterCollection(): Promise<number | undefined> {
  if (!(await collectGarbage())) return undefined;
  if (typeof globalThis.process?.memoryUsage === 'function') {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  }
  const { memory } = performance as unknown as { memory?: { usedJSHeapSize: number } };
  return memory?.usedJSHeapSize;
}

/** Collects garbage and lets finalizers run; answers false where that cannot be asked for. */
export async function collectGarbage(): Promise<boolean> {
  const collect = (globalThis as { gc?: () => void }).gc ?? (await collectorOfNode());
  if (!collect) return false;
  // Finalizers run as tasks of their own, and may free what the next collection finds.
  for (let round = 0; round < 3; round++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return true;
}

/** Node hands out its collector without having been started with the flag. */
async function collectorOfNode(): Promise<(() => void) | undefined> {
  if (typeof globalThis.document !== 'undefined') return undefined;
  const { setFlagsFromString } = await import('node:v8');
  const { runInNewContext } = await import('node:vm');
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
