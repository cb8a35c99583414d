/** Moving averages of the weights. */

import type { Resolved } from '../options/options.ts';
import { add, mod, mul, sub } from '../tensors/arithmetic.ts';
import { equal, notEqual, where } from '../tensors/comparison.ts';
import { cast } from '../tensors/shaping.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { OptimizerOptions } from './optimizer-options.ts';
import type { OptimizerState } from './optimizer-state.ts';

/** Slot that holds the average of a weight. */
export const averageSlot = 'average';

/**
 * `average ← β·average + (1 - β)·w`, where the first average is `w` itself; each `emaOverwriteFrequency` updates,
 * `w ← average`.
 *
 * @param updates - Scalar float32: 1 in the first update.
 */
export function averageWeights(
  { weights, shared }: OptimizerState,
  options: Pick<Resolved<OptimizerOptions>, 'emaMomentum' | 'emaOverwriteFrequency'>,
  updates: Tensor,
): OptimizerState {
  const { emaMomentum, emaOverwriteFrequency: period } = options;
  const share = mul(cast(notEqual(updates, 1), 'float32'), emaMomentum);
  const isDue = period === null ? undefined : equal(mod(updates, period), 0);
  const averaged = weights.map(({ value, slots }) => {
    const average = add(value, mul(sub(slots[averageSlot] ?? value, value), share));
    return {
      value: isDue ? where(isDue, average, value) : value,
      slots: { ...slots, [averageSlot]: average },
    };
  });
  return { weights: averaged, shared };
}
