import type { TensorLike } from '@myelin/core';
import type { Adaptable } from '../adapt-to.ts';
import { isStream } from '../adapt-to.ts';
import { asColumn, batchesOfColumn } from './batches-of-columns.ts';
import type { Columns } from './columns.ts';
import { requireColumn } from './columns.ts';

/** Layers that learn, by the feature that each learns from. */
export type Learners = readonly (readonly [name: string, layer: Adaptable])[];

/** The layers that learn from data. */
export function learnersAmong(layers: Columns<object>): Learners {
  return Object.entries(layers).flatMap(([name, layer]) =>
    isAdaptable(layer) ? [[name, layer] as const] : [],
  );
}

/** Lets layers learn from the columns of a table, or from a stream of batches of them, which is awaited. */
export function adaptColumns(
  where: string,
  learners: Learners,
  data: Columns<TensorLike> | AsyncIterable<Columns<TensorLike>>,
): void | Promise<void> {
  for (const [, layer] of learners) layer.resetState();
  if (isStream(data)) return adaptToStream(where, learners, data);
  for (const [name, layer] of learners) {
    const column = requireColumn(where, data, name);
    for (const batch of batchesOfColumn(column)) layer.updateState(batch);
    layer.finalizeState();
  }
}

async function adaptToStream(
  where: string,
  learners: Learners,
  batches: AsyncIterable<Columns<TensorLike>>,
): Promise<void> {
  for await (const batch of batches) {
    for (const [name, layer] of learners) {
      layer.updateState(asColumn(requireColumn(where, batch, name)));
    }
  }
  for (const [, layer] of learners) layer.finalizeState();
}

function isAdaptable(layer: object): layer is Adaptable {
  return 'updateState' in layer && (layer as Adaptable).isAdaptable;
}
