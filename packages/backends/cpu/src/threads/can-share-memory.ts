/** Whether threads can share memory here: in Node always, in a page only if it is cross-origin isolated. */
export function canShareMemory(): boolean {
  if (typeof SharedArrayBuffer !== 'function') return false;
  return globalThis.crossOriginIsolated !== false;
}
