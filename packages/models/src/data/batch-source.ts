/**
 * The one way data enters training: batches in ordinary memory, epoch by epoch.
 *
 * Arrays are gathered by shuffled index, never copied as a whole; a Dataset brings batches of its own.
 */

import { ArgumentError, describe, type NdArray, permutation } from '@myelin/core';

export interface Batch {
  readonly x: NdArray;
  readonly y?: NdArray | undefined;
  readonly sampleWeight?: NdArray | undefined;
}

export interface BatchSource {
  /** Batches in an epoch; null if only the end of the first epoch tells. */
  readonly steps: number | null;
  /** The batches of one epoch. */
  batches(epoch: number): AsyncIterable<Batch> | Iterable<Batch>;
}

/** Batches that bring themselves: a Dataset of `@myelin/data`, or any iterable of batches. */
export type BatchIterable = (AsyncIterable<Batch> | Iterable<Batch>) & {
  /** Number of batches; missing, `'unknown'` or infinite if it cannot be told. */
  readonly cardinality?: number | 'unknown';
};

export interface RowOrder {
  /** Rows in a batch; the last batch of an epoch may have fewer. */
  readonly batchSize: number;
  /** Seed of the order; null keeps rows as they are. */
  readonly shuffleSeed: number | null;
}

/** Batches of rows of arrays that are all in memory. */
export function batchesOfArrays(arrays: Batch, { batchSize, shuffleSeed }: RowOrder): BatchSource {
  const rows = arrays.x.length;
  return {
    steps: Math.ceil(rows / batchSize),
    *batches(epoch): Generator<Batch> {
      const order = shuffleSeed === null ? null : permutation(rows, shuffleSeed, epoch);
      for (let begin = 0; begin < rows; begin += batchSize) {
        const end = Math.min(begin + batchSize, rows);
        const pick = (array: NdArray): NdArray =>
          order ? array.take(order.subarray(begin, end)) : array.slice(begin, end);
        yield {
          x: pick(arrays.x),
          y: arrays.y && pick(arrays.y),
          sampleWeight: arrays.sampleWeight && pick(arrays.sampleWeight),
        };
      }
    },
  };
}

/** Batches that an iterable brings; it is iterated anew each epoch. */
export function batchesOfIterable(iterable: BatchIterable): BatchSource {
  const { cardinality } = iterable;
  const known = typeof cardinality === 'number' && Number.isFinite(cardinality);
  return { steps: known ? cardinality : null, batches: () => iterable };
}

/** Whether data brings its own batches. */
export function isBatchIterable(data: unknown): data is BatchIterable {
  return (
    typeof data === 'object' &&
    data !== null &&
    (Symbol.asyncIterator in data || (Symbol.iterator in data && 'cardinality' in data))
  );
}

/** A batch from an iterable holds what is needed. @throws {@link ArgumentError} */
export function requireBatch(where: string, batch: Batch, needsTargets: boolean): void {
  const missing = !batch?.x ? 'x' : needsTargets && !batch.y ? 'y' : undefined;
  if (!missing) return;
  throw new ArgumentError({
    where,
    problem: `each batch must hold \`${missing}\`, received ${describe(batch)}`,
    fix: 'yield batches of the form { x, y }, for example fromArrays(x, y).batch(32)',
  });
}
