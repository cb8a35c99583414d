/** Which layer computes at this moment: what is recorded of a computation, and what goes wrong in it, can name it. */

const open: string[] = [];

/** Runs `work` as a part of the layer called `name`. */
export function inLayerScope<Result>(name: string, work: () => Result): Result {
  open.push(name);
  try {
    return work();
  } finally {
    open.pop();
  }
}

/** Names of the layers around the present computation, outermost first: `'sequential/dense'`; empty outside of all. */
export function currentLayerScope(): string {
  return open.join('/');
}
