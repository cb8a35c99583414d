/** A model as a state: its architecture in the form of Keras's files, and its weights. */

import { type AnyLayer, type SavedState, serialize } from '@myelin/core';
import { saveWeights } from '../training/training-state.ts';

/** The `kind` of such states. */
export const MODEL_KIND = 'model';

/** @throws {@link StateError} the model is not built. @throws {@link SerializationError} a layer cannot be saved. */
export function stateOfModel(model: AnyLayer): SavedState {
  return { kind: MODEL_KIND, architecture: serialize(model), weights: saveWeights(model) };
}
