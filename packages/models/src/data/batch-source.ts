/**
 * The one way data enters training: batches in ordinary memory, epoch by epoch.
 *
 * Arrays are gathered by shuffled index, never copied as a whole; a Dataset brings batches of its own.
 */

import { ArgumentError, type NdArray, permutation } from '@myelin/core';
import type { ArrayInput } from './array-input.ts';

export interface Batch {
  readonly x: NdArray;
  readonly y?: NdArray | undefined;
  readonly sampleWeight?: NdArray | undefined;
}

export interface BatchSource {
  /** What messages call it: `fit`, `validationData of fit`. */
  readonly name: string;
  /** Batches in an epoch; null if only the end of the first epoch tells. */
  readonly steps: number | null;
  /** The rows that batches are taken from, where all of them are in memory. */
  readonly rows?: Rows;
  /** The batches of one epoch, checked. */
  batches(epoch: number): AsyncIterable<Batch> | Iterable<Batch>;
}

/** Rows in ordinary memory. */
export interface Rows {
  readonly arrays: Batch;
  readonly batchSize: number;
  /** Numbers of the rows in the order of an epoch; undefined if they stay as they are. */
  order(epoch: number): Int32Array | undefined;
  /** The rows at places `begin` up to but not including `end` of an order. */
  batch(begin: number, end: number, order?: Int32Array): Batch;
}

/** A batch as users may write it. */
export interface GivenBatch {
  readonly x: ArrayInput;
  readonly y?: ArrayInput | undefined;
  readonly sampleWeight?: ArrayInput | undefined;
}

/** Batches that bring themselves: a Dataset of `@myelin/data`, a generator, a list of batches. */
export type BatchIterable = (AsyncIterable<GivenBatch> | Iterable<GivenBatch>) & {
  /** Number of batches; missing or `'unknown'` if it cannot be told. */
  readonly cardinality?: number | 'unknown';
};

export interface RowOrder {
  /** Rows in a batch; the last batch of an epoch may have fewer. */
  readonly batchSize: number;
  /** Seed of the order; null keeps rows as they are. */
  readonly shuffleSeed: number | null;
}

/** Batches of rows of arrays that are all in memory and checked. */
export function batchesOfArrays(
  name: string,
  arrays: Batch,
  { batchSize, shuffleSeed }: RowOrder,
): BatchSource {
  const count = arrays.x.length;
  const rows: Rows = {
    arrays,
    batchSize,
    order: (epoch) => (shuffleSeed === null ? undefined : permutation(count, shuffleSeed, epoch)),
    batch: (begin, end, order) => {
      const pick = (array: NdArray): NdArray =>
        order ? array.take(order.subarray(begin, end)) : array.slice(begin, end);
      return {
        x: pick(arrays.x),
        y: arrays.y && pick(arrays.y),
        sampleWeight: arrays.sampleWeight && pick(arrays.sampleWeight),
      };
    },
  };
  return {
    name,
    steps: Math.ceil(count / batchSize),
    rows,
    *batches(epoch): Generator<Batch> {
      const order = rows.order(epoch);
      for (let begin = 0; begin < count; begin += batchSize) {
        yield rows.batch(begin, Math.min(begin + batchSize, count), order);
      }
    },
  };
}

/** A source of one batch. */
export function oneBatch(name: string, batch: Batch): BatchSource {
  return { name, steps: 1, batches: () => [batch] };
}

/**
 * Batches that an iterable brings; it is iterated anew each epoch, and each batch is read and checked.
 *
 * @throws {@link ArgumentError} it never ends.
 */
export function batchesOfIterable(
  name: string,
  iterable: BatchIterable,
  read: (batch: GivenBatch) => Promise<Batch>,
): BatchSource {
  const { cardinality } = iterable;
  if (cardinality === Number.POSITIVE_INFINITY) {
    throw new ArgumentError({
      where: name,
      problem: 'the dataset never ends, received a cardinality of Infinity',
      fix: 'say how many batches make an epoch, for example dataset.take(100), or leave repeat() out',
    });
  }
  return {
    name,
    steps: typeof cardinality === 'number' ? cardinality : null,
    async *batches(): AsyncGenerator<Batch> {
      for await (const batch of iterable) yield await read(batch);
    },
  };
}

/** Whether data brings its own batches: it can be iterated, and is neither an array of numbers nor a tensor. */
export function isBatchIterable(data: unknown): data is BatchIterable {
  if (typeof data !== 'object' || data === null || ArrayBuffer.isView(data)) return false;
  if (Array.isArray(data)) return isBatch(data[0]);
  return Symbol.asyncIterator in data || Symbol.iterator in data;
}

function isBatch(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'x' in value;
}
