/** One update out of the mean gradient of several steps. */

import { add, div, mod, sub } from '../tensors/arithmetic.ts';
import { equal, where } from '../tensors/comparison.ts';
import { zerosLike } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { Gradients, WeightState } from './weight-state.ts';

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
  before: readonly WeightState[],
  gradients: Gradients,
  step: Tensor,
  period: number,
  update: (means: Gradients) => readonly WeightState[],
): readonly WeightState[] {
  const sums = gradients.map((one, i) => one && add(one, before[i]?.slots[gradientSlot] ?? 0));
  const isDue = equal(mod(step, period), 0);
  return update(sums.map((sum) => sum && div(sum, period))).map((updated, i) => {
    const old = before[i] ?? updated;
    const sum = sums[i];
    if (!sum) return old;
    const slots = Object.entries(updated.slots).map(([name, slot]) => [
      name,
      where(isDue, slot, old.slots[name] ?? slot),
    ]);
    return {
      value: where(isDue, updated.value, old.value),
      slots: { ...Object.fromEntries(slots), [gradientSlot]: where(isDue, zerosLike(sum), sum) },
    };
  });
}
