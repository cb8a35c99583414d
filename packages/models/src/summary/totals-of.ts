import type { AnyLayer, Weight } from '@myelin/core';
import type { ParameterCount, SummaryTotals } from './summary-content.ts';

/** Every element type of weights and slots, float32 and int32, takes as much. */
const bytesPerElement = 4;

/**
 * Sizes of a model's weights.
 *
 * @param optimizerSize - Elements in the variables of the optimizer; null while it has none.
 */
export function totalsOf(model: AnyLayer, optimizerSize: number | null): SummaryTotals {
  return {
    trainable: sizeOf(model.trainableWeights),
    nonTrainable: sizeOf(model.nonTrainableWeights),
    ...(optimizerSize !== null && { optimizer: parameters(optimizerSize) }),
  };
}

/** A weight that layers share counts once. */
function sizeOf(weights: readonly Weight[]): ParameterCount {
  return parameters([...new Set(weights)].reduce((sum, weight) => sum + weight.size, 0));
}

const parameters = (count: number): ParameterCount => ({ count, bytes: count * bytesPerElement });
