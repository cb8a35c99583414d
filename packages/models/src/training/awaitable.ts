/** A value, or the promise of one. Work that may have to wait, but mostly need not, is not slowed down by promises. */
export type Awaitable<Value> = Value | Promise<Value>;

/** Goes on with `work`, at once where there is nothing to wait for. */
export function after<Value, Result>(
  value: Awaitable<Value>,
  work: (value: Value) => Awaitable<Result>,
): Awaitable<Result> {
  return value instanceof Promise ? value.then(work) : work(value);
}
