/** tfjs's record of what was computed, from which gradients are derived. */

import { engine } from '@tensorflow/tfjs-core';

interface Tape {
  gradientDepth: number;
  kernelDepth: number;
  activeTape: unknown[] | null;
}

const tape = (): Tape => engine().state as unknown as Tape;

/** Whether a gradient of what is computed now will be asked for. */
export function isTapeOn(): boolean {
  const { gradientDepth, kernelDepth } = tape();
  return gradientDepth > 0 && kernelDepth === 0;
}

/** Runs `work` as if no gradient were asked for around it, so that it can ask for some of its own. */
export function apartFromTape<Result>(work: () => Result): Result {
  const state = tape();
  const { gradientDepth, kernelDepth, activeTape } = state;
  Object.assign(state, { gradientDepth: 0, kernelDepth: 0, activeTape: null });
  try {
    return work();
  } finally {
    Object.assign(state, { gradientDepth, kernelDepth, activeTape });
  }
}
