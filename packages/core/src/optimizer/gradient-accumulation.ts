/** One update out of the mean gradient of several steps. */

import { add, div, mod, sub } from '../tensors/arithmetic.ts';
import { equal, where } from '../tensors/comparison.ts';
import { zerosLike } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { Gradients, OptimizerState, SlotRecord } from './optimizer-state.ts';

/** Slot that holds the sum of the gradients since the last update. */
export const gradientSlot = 'gradient_accumulator';

/** Number of the update that `step` belongs to, counted from 1. */
export function updateOfStep(step: Tensor, period: number): Tensor {
  const before = sub(step, 1);
  return add(div(sub(before, mod(before, period)), period), 1);
}

/**
 * Adds gradients to the sums; each `period` steps, updates with their mean and begins anew.
 *
 * Both outcomes are computed and one is chosen, so that no value has to be read.
 */
export function accumulateGradients(
  before: OptimizerState,
  gradients: Gradients,
  step: Tensor,
  period: number,
  update: (means: Gradients) => OptimizerState,
): OptimizerState {
  const sums = gradients.map(
    (one, i) => one && add(one, before.weights[i]?.slots[gradientSlot] ?? 0),
  );
  const isDue = equal(mod(step, period), 0);
  const choose = (now: Readonly<SlotRecord>, old: Readonly<SlotRecord>): SlotRecord =>
    Object.fromEntries(
      Object.entries(now).map(([name, slot]) => {
        const former = old[name] ?? slot;
        return [name, slot === former ? slot : where(isDue, slot, former)];
      }),
    );
  const after = update(sums.map((sum) => sum && div(sum, period)));
  return {
    weights: after.weights.map((updated, i) => {
      const old = before.weights[i] ?? updated;
      const sum = sums[i];
      if (!sum) return old;
      return {
        value: where(isDue, updated.value, old.value),
        slots: {
          ...choose(updated.slots, old.slots),
          [gradientSlot]: where(isDue, zerosLike(sum), sum),
        },
      };
    }),
    shared: choose(after.shared, before.shared),
  };
}
