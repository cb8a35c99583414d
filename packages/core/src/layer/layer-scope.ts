/** Which layer computes at this moment: what is recorded of a computation, and what goes wrong in it, can name it. */

import type { Pass } from './pass.ts';

interface Scope {
  readonly name: string;
  /** The pass that the layer computes in; undefined while it is built. */
  readonly pass: Pass | undefined;
}

const open: Scope[] = [];

/** Runs `work` as a part of the layer called `name`. */
export function inLayerScope<Result>(name: string, work: () => Result, pass?: Pass): Result {
  open.push({ name, pass });
  try {
    return work();
  } finally {
    open.pop();
  }
}

/** Names of the layers around the present computation, outermost first: `'sequential/dense'`; empty outside of all. */
export function currentLayerScope(): string {
  return open.map(({ name }) => name).join('/');
}

/** The pass of the layer that computes at this moment; undefined outside of all. */
export function currentPass(): Pass | undefined {
  return open.at(-1)?.pass;
}
