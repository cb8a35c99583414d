/** What stands for the values of states while a computation is recorded. */

import type { Tensor } from '../tensors/tensor.ts';
import type { StateCell } from './state-cell.ts';

/** Answers for all states. Each may throw where a computation must not do such a thing. */
export interface StandIns {
  /** What a state answers when it is asked for its value. */
  valueOf(cell: StateCell): Tensor;
  /** Hears of states that are made. */
  onMade(cell: StateCell): void;
}

let current: StandIns | undefined;

/** Runs `work`; meanwhile `standIns` answer for all states. */
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
