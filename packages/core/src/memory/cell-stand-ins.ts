/** What states are asked for while a computation is recorded: what stands for them then, instead of their values. */

import type { Tensor } from '../tensors/tensor.ts';
import type { StateCell } from './state-cell.ts';

/** What a state answers when it is asked for its value. Throws if that must not be asked now. */
export type StandIns = (cell: StateCell) => Tensor | undefined;

let current: StandIns | undefined;

/** Runs `work`; states that are asked for their values, and those that are made, go through `standIns` meanwhile. */
export function withStandIns<Result>(standIns: StandIns, work: () => Result): Result {
  const before = current;
  current = standIns;
  try {
    return work();
  } finally {
    current = before;
  }
}

/** @internal */
export function currentStandIns(): StandIns | undefined {
  return current;
}
