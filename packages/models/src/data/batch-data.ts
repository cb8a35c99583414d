/** Data that brings its own batches: datasets, generators, lists of batches, and functions that make one of them. */

import { ArgumentError, DataError, describe, isPlainRecord } from '@myelin/core';
import type { Batch, BatchSource } from './batch-source.ts';
import type { PerInput } from './per-input.ts';
import type { PerOutput } from './per-output.ts';

/** A batch as users may write it. */
export type GivenBatch =
  | {
      readonly x: PerInput;
      readonly y?: PerOutput | undefined;
      readonly sampleWeight?: PerOutput | undefined;
    }
  | readonly [x: PerInput]
  | readonly [x: PerInput, y: PerOutput]
  | readonly [x: PerInput, y: PerOutput, sampleWeight: PerOutput];

/** Batches that bring themselves: a Dataset of `@myelin/data`, a generator, a list of batches. */
export type BatchIterable = (AsyncIterable<GivenBatch> | Iterable<GivenBatch>) & {
  /** Number of batches; missing or `'unknown'` if it cannot be told. */
  readonly cardinality?: number | 'unknown';
};

/** Batches, or a function that is called for them each time they are gone through: a generator function. */
export type BatchData = BatchIterable | (() => BatchIterable | Promise<BatchIterable>);

/** As {@link BatchData}, for `predict`: a batch may be the samples alone. */
export type SampleData = BatchData | AsyncIterable<PerInput> | (() => AsyncIterable<PerInput>);

/** How batches that bring themselves are gone through. */
export interface BatchDataPlan {
  /** What messages call the data. */
  readonly name: string;
  /** Reads and checks one batch. */
  read(batch: GivenBatch): Promise<Batch>;
  /** Batches that are taken of data that never ends; null where all of them are. */
  readonly steps?: number | null;
  /** The option that states them. */
  readonly stepsOption?: string;
}

/**
 * Batches that an iterable brings; it is iterated anew each time, and each batch is read and checked. A generator can be
 * gone through once: another way through it goes on where the one before ended.
 *
 * @throws {@link ArgumentError} it never ends.
 */
export function batchesOfData(data: BatchData, plan: BatchDataPlan): BatchSource {
  const { name, read, steps = null, stepsOption } = plan;
  const cardinality = typeof data === 'function' ? undefined : data.cardinality;
  const isEndless = cardinality === Number.POSITIVE_INFINITY;
  if (isEndless && steps === null) {
    const option = stepsOption ? `\`${stepsOption}\`, or ` : '';
    throw new ArgumentError({
      where: name,
      problem: 'the dataset never ends, received a cardinality of Infinity',
      fix: `say how many batches make an epoch: ${option}for example dataset.take(100); or leave repeat() out`,
    });
  }
  const once = isIterator(data) ? new OnceOnly(name, data) : undefined;
  return {
    name,
    steps: Number.isSafeInteger(cardinality) ? (cardinality as number) : null,
    async *batches(): AsyncGenerator<Batch> {
      const found = once ?? (typeof data === 'function' ? await made(name, data) : data);
      for await (const batch of found) yield await read(batch);
    },
  };
}

/** Whether data brings its own batches, or is a function that does: it is neither an array of numbers nor a tensor. */
export function isBatchData(data: unknown): data is BatchData {
  return typeof data === 'function' || isBatchIterable(data);
}

function isBatchIterable(data: unknown): data is BatchIterable {
  if (typeof data !== 'object' || data === null || ArrayBuffer.isView(data)) return false;
  if (Array.isArray(data)) return isPlainRecord(data[0]) && 'x' in data[0];
  return Symbol.asyncIterator in data || Symbol.iterator in data;
}

type AnyIterator = Iterator<GivenBatch> | AsyncIterator<GivenBatch>;

/** A generator object, say: what iterates, not what can be iterated. */
function isIterator(data: BatchData): data is BatchData & AnyIterator {
  return typeof data === 'object' && typeof (data as Partial<AnyIterator>).next === 'function';
}

async function made(
  where: string,
  make: () => BatchIterable | Promise<BatchIterable>,
): Promise<BatchIterable> {
  const data: unknown = await make();
  if (isBatchIterable(data)) return data;
  throw new ArgumentError({
    where,
    problem: `the function must return batches, received ${describe(data)}`,
    fix: 'pass a generator function: function* () { yield { x, y }; }',
  });
}

/** Batches of an iterator. It is not closed by who stops in between, as another may go on. */
class OnceOnly implements AsyncIterable<GivenBatch> {
  readonly #name: string;
  readonly #iterator: AnyIterator;
  #count = 0;
  #isUsedUp = false;

  constructor(name: string, iterator: AnyIterator) {
    this.#name = name;
    this.#iterator = iterator;
  }

  [Symbol.asyncIterator](): AsyncIterator<GivenBatch> {
    if (this.#isUsedUp && this.#count > 0) throw this.#usedUpError();
    return { next: () => this.#next() };
  }

  async #next(): Promise<IteratorResult<GivenBatch>> {
    const result = await this.#iterator.next();
    if (result.done) this.#isUsedUp = true;
    else this.#count++;
    return result as IteratorResult<GivenBatch>;
  }

  #usedUpError(): DataError {
    return new DataError({
      where: this.#name,
      problem: `the generator is used up after ${this.#count} batches, and there is another epoch`,
      fix: 'pass the generator function itself, which is called for each epoch; or a generator that never ends, with `stepsPerEpoch`',
    });
  }
}
