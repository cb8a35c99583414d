/** Moving averages of the weights in the place of the weights. */

import { type StateCell, StateError } from '@myelin/core';
import type { TrainedParts } from './training-state.ts';

/**
 * Exchanges the weights with their averages, or back.
 *
 * @throws {@link StateError} the optimizer keeps no averages.
 */
export function swapAverages({ model, compilation }: TrainedParts): void {
  const { trainable } = compilation.begin(model);
  const { optimizer, slotCells } = compilation;
  const places = optimizer.averagePlaces(trainable);
  if (!places) {
    throw new StateError({
      where: 'swapAverages',
      problem: `optimizer ${optimizer.className} keeps no moving averages of the weights`,
      fix: 'make it with { useEma: true }',
    });
  }
  for (const [i, { cell }] of trainable.entries()) exchange(cell, slotCells[places[i] ?? -1]);
  compilation.areAveragesShown = !compilation.areAveragesShown;
}

/** Puts the weights back where they have been exchanged with their averages. */
export function showWeights(parts: TrainedParts): void {
  if (parts.compilation.areAveragesShown) swapAverages(parts);
}

/** Of weights without an average nothing is exchanged. */
function exchange(a: StateCell, b: StateCell | undefined): void {
  if (!b) return;
  const [ofA, ofB] = [a.read(), b.read()];
  a.write(ofB);
  b.write(ofA);
}
