/** A promise that is settled from outside. */
export interface Deferred<Result> {
  readonly promise: Promise<Result>;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: Error) => void;
}

/** `Promise.withResolvers`, which Node 20 lacks. */
export function deferred<Result>(): Deferred<Result> {
  let resolve: (result: Result) => void = () => {};
  let reject: (reason: Error) => void = () => {};
  const promise = new Promise<Result>((onResult, onReason) => {
    resolve = onResult;
    reject = onReason;
  });
  return { promise, resolve, reject };
}
