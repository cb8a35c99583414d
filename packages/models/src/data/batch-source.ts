/**
 * The one way data enters training: batches in ordinary memory, epoch by epoch.
 *
 * Arrays are gathered by shuffled index, never copied as a whole; a Dataset brings batches of its own.
 */

import { type NdArray, permutation } from '@myelin/core';
import { type Inputs, mapInputs, rowsOf } from './inputs.ts';
import type { OutputArrays } from './per-output.ts';

export interface Batch {
  readonly x: Inputs;
  /** Targets of each output. */
  readonly targets?: OutputArrays | undefined;
  /** Sample weights of each output. */
  readonly sampleWeights?: OutputArrays | undefined;
}

export interface BatchSource {
  /** What messages call it: `fit`, `validationData of fit`. */
  readonly name: string;
  /** Batches in an epoch; null if only the end of the first epoch tells. */
  readonly steps: number | null;
  /** Seed of the order of the rows, where they are shuffled. Set to go on with the orders of another run. */
  shuffleSeed?: number;
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

export interface RowOrder {
  /** Rows in a batch; the last batch of an epoch may have fewer. */
  readonly batchSize: number;
  /** Seed of the order; null keeps rows as they are. */
  readonly shuffleSeed: number | null;
  /** Whether rows stay in their batch when they are shuffled. @defaultValue `false` */
  readonly withinBatches?: boolean;
}

/** Batches of rows of arrays that are all in memory and checked. */
export function batchesOfArrays(
  name: string,
  arrays: Batch,
  { batchSize, shuffleSeed, withinBatches = false }: RowOrder,
): BatchSource {
  const count = rowsOf(arrays.x);
  const rows: Rows = {
    arrays,
    batchSize,
    order: (epoch) => {
      if (source.shuffleSeed === undefined) return undefined;
      const order = permutation(count, source.shuffleSeed, epoch);
      return withinBatches ? orderWithinBatches(order, batchSize) : order;
    },
    batch: (begin, end, order) =>
      mapArrays(arrays, (array) =>
        order ? array.take(order.subarray(begin, end)) : array.slice(begin, end),
      ),
  };
  const source: BatchSource = {
    name,
    steps: Math.ceil(count / batchSize),
    ...(shuffleSeed !== null && { shuffleSeed }),
    rows,
    *batches(epoch): Generator<Batch> {
      const order = rows.order(epoch);
      for (let begin = 0; begin < count; begin += batchSize) {
        yield rows.batch(begin, Math.min(begin + batchSize, count), order);
      }
    },
  };
  return source;
}

/** A source of one batch. */
export function oneBatch(name: string, batch: Batch): BatchSource {
  return { name, steps: 1, batches: () => [batch] };
}

/** A batch with other arrays in the place of each. */
export function mapArrays(
  { x, targets, sampleWeights }: Batch,
  change: (array: NdArray) => NdArray,
): Batch {
  const changeEach = (arrays: OutputArrays): OutputArrays =>
    arrays.map((array) => array && change(array));
  return {
    x: mapInputs(x, change),
    ...(targets && { targets: changeEach(targets) }),
    ...(sampleWeights && { sampleWeights: changeEach(sampleWeights) }),
  };
}

/** The rows of each batch, in the order in which a permutation of all rows ranks them. */
function orderWithinBatches(ranks: Int32Array, batchSize: number): Int32Array {
  const order = Int32Array.from(ranks.keys());
  for (let begin = 0; begin < order.length; begin += batchSize) {
    order
      .subarray(begin, begin + batchSize)
      .sort((a, b) => (ranks[a] as number) - (ranks[b] as number));
  }
  return order;
}
