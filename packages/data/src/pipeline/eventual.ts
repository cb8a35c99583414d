/** A value that is there, or promised. Pipelines wait only for what is promised: most elements are there at once. */
export type Eventual<T> = T | PromiseLike<T>;

/** Whether a value is only promised. */
export function isPromised<T>(value: Eventual<T>): value is PromiseLike<T> {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { readonly then?: unknown }).then === 'function'
  );
}
