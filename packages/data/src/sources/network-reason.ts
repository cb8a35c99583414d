/** What went wrong below `fetch`, in the words of the innermost cause that has any. */
export function networkReason(error: unknown): string {
  let reason = '';
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    const { code } = inner as { code?: unknown };
    reason = inner.message || (typeof code === 'string' ? code : reason);
  }
  if (reason === 'Failed to fetch') return 'cannot be reached from this page';
  return `failed (${reason || String(error)})`;
}
