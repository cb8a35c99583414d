/** How weights, slots and learning rates of a step are shared out among several optimizers. */

import type { OptimizedWeight, Optimizer, Tensor } from '@myelin/core';
import { ArgumentError } from '@myelin/core';

/** One optimizer, and what of a step is its. */
export interface Share {
  readonly optimizer: Optimizer;
  /** Its weights, and where they stand among all. */
  readonly weights: readonly OptimizedWeight[];
  readonly places: readonly number[];
  /** Where its slots begin and end. */
  readonly slots: readonly [begin: number, end: number];
  /** Where its learning rates begin and end. */
  readonly rates: readonly [begin: number, end: number];
}

/**
 * The shares of those optimizers that have weights, in their order, which is that of the slots.
 *
 * @param chosen - The optimizer of each weight.
 */
export function shareOut(
  optimizers: readonly Optimizer[],
  weights: readonly OptimizedWeight[],
  chosen: readonly Optimizer[],
): readonly Share[] {
  let slot = 0;
  let rate = 0;
  return optimizers.flatMap((optimizer) => {
    const rates = [rate, rate + optimizer.learningRates.length] as const;
    rate = rates[1];
    const places = chosen.flatMap((one, i) => (one === optimizer ? [i] : []));
    // As in Keras, one without weights has no slots, not even those that all weights share.
    if (places.length === 0) return [];
    const own = pick(weights, places);
    const slots = [slot, slot + optimizer.slotLabels(own).length] as const;
    slot = slots[1];
    return [{ optimizer, weights: own, places, slots, rates }];
  });
}

/** @throws {@link ArgumentError} there are more or fewer slots than the shares have. */
export function requireFitting(shares: readonly Share[], slots: readonly Tensor[]): void {
  const wanted = shares.at(-1)?.slots[1] ?? 0;
  if (slots.length === wanted) return;
  throw new ArgumentError({
    where: 'Optimizer.apply',
    problem: `\`slots\` must hold ${wanted} tensors, received ${slots.length}`,
    fix: 'pass what initialSlots() made for the same weights, or what the step before returned',
  });
}

/** The items at some places. */
export const pick = <Item>(items: readonly Item[], places: readonly number[]): Item[] =>
  places.map((place) => items[place] as Item);

/** Puts items at some places. */
export function put<Item>(items: Item[], places: readonly number[], given: readonly Item[]): void {
  for (const [i, place] of places.entries()) items[place] = given[i] as Item;
}
