import type { TensorLike } from '@myelin/core';

/** Something that learns from data that comes in portions. */
export interface Adaptable {
  /** Whether there is something to learn: false where it was given as an option. */
  readonly isAdaptable: boolean;
  /** Whether what is to be learnt is known. */
  readonly isAdapted: boolean;
  /** Forgets what was learnt before. */
  resetState(): void;
  /** Takes in one batch. */
  updateState(batch: TensorLike): void;
  /** Makes use of all that was taken in. */
  finalizeState(): void;
}

/**
 * Learns from all data at once, or from a stream of batches, which is awaited.
 *
 * @param whole - What makes one batch of all data. @defaultValue the data as they are
 */
export function adaptTo(
  layer: Adaptable,
  data: TensorLike | AsyncIterable<TensorLike>,
  whole: (data: TensorLike) => TensorLike = (all) => all,
): void | Promise<void> {
  layer.resetState();
  if (isStream(data)) return adaptToStream(layer, data);
  layer.updateState(whole(data));
  layer.finalizeState();
}

async function adaptToStream(layer: Adaptable, batches: AsyncIterable<TensorLike>): Promise<void> {
  for await (const batch of batches) layer.updateState(batch);
  layer.finalizeState();
}

export function isStream<Batch>(data: Batch | AsyncIterable<Batch>): data is AsyncIterable<Batch> {
  return typeof data === 'object' && data !== null && Symbol.asyncIterator in data;
}
