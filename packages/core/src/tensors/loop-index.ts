/** Which step of the loops around it is computed at this moment: random numbers differ from step to step by it. */

import { add, mul } from './arithmetic.ts';
import { scalar } from './creation.ts';
import type { Tensor } from './tensor.ts';

interface LoopStep {
  readonly index: Tensor;
  readonly rewinds: Map<object, () => void>;
  /** The step of the loop around this one. */
  readonly around: LoopStep | undefined;
}

let current: LoopStep | undefined;

/** One loop. What counts the calls in its steps counts alike in each. */
export class LoopScope {
  readonly #length: number;
  readonly #around: LoopStep | undefined = current;
  readonly #rewinds = new Map<object, () => void>();

  constructor(length: number) {
    this.#length = length;
  }

  /**
   * Runs one step.
   *
   * @param number - Scalar int32: number of the step in this loop.
   */
  run<Result>(number: Tensor, step: () => Result): Result {
    for (const rewind of this.#rewinds.values()) rewind();
    const around = this.#around;
    const index = around ? add(mul(around.index, scalar(this.#length, 'int32')), number) : number;
    const before = current;
    current = { index, rewinds: this.#rewinds, around };
    try {
      return step();
    } finally {
      current = before;
    }
  }
}

/** Scalar int32: number of the present step, counted through all loops around it; undefined outside of loops. */
export function loopIndex(): Tensor | undefined {
  return current?.index;
}

/**
 * Lets a counter be before each step of the present loops what it is now.
 *
 * @param snapshot - Called once a loop; returns what brings the counter back.
 */
export function rewindEachStep(counter: object, snapshot: () => () => void): void {
  for (let step = current; step && !step.rewinds.has(counter); step = step.around) {
    step.rewinds.set(counter, snapshot());
  }
}
