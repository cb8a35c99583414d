/** Further arguments of calls in Keras's files, where they say more than whoever made the call did. */

import type { AnyLayer, Json, JsonRecord } from '@myelin/core';

/** Layers of Keras whose `call` has the default `training=False`. */
const usuallyInferring =
  /^(AdditiveAttention|Attention|SpectralNormalization|GaussianNoise|StackedRNNCells|.*(Dropout([123]D)?|(GRU|LSTM|RNN)(Cell)?|ConvLSTM[123]D))$/;

/** Those with the default `training=True`: image layers. */
const usuallyTraining =
  /^(Rand.*|AugMix|AutoContrast|CenterCrop|ContrastLimitedAdaptiveHistogramEqualization|CutMix|Equalization|MaxNumBoundingBoxes|MixUp|Pipeline|Resizing|Solarization)$/;

/** What Keras's files say of the mode of every call of such a layer, if nobody said otherwise. */
export function usualMode({ className }: AnyLayer): boolean | undefined {
  if (usuallyInferring.test(className)) return false;
  return usuallyTraining.test(className) ? true : undefined;
}

/**
 * The arguments that say something. Keras writes nulls for masks that are not there, and the default of `training`, which
 * the mode of the model then takes the place of; a mode that is stated here all the same is marked.
 */
export function statedOptions(layer: AnyLayer, kwargs: JsonRecord, node: Json): JsonRecord {
  const isMarked = (node as JsonRecord).states_training === true;
  const usual = usualMode(layer);
  const isUnstated = usual !== undefined && kwargs.training === usual && !isMarked;
  return Object.fromEntries(
    Object.entries(kwargs).filter(
      ([key, value]) => !isEmpty(value) && !(key === 'training' && isUnstated),
    ),
  );
}

/** Null, or lists and records of nothing else. */
function isEmpty(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return value === null;
  const items = Object.values(value);
  return items.length > 0 && items.every(isEmpty);
}
