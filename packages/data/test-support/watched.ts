import { type NdArray, ndArray } from '@myelin/core';
import type { Dataset } from '../src/pipeline/dataset.ts';
import { fromGenerator } from '../src/pipeline/from-generator.ts';

/** A source that counts what is asked of it. */
export interface Watched {
  readonly dataset: Dataset<NdArray>;
  /** Passes that were begun, elements that were made, and passes that were closed early. */
  readonly counts: { opened: number; made: number; closed: number };
}

/** The numbers 0, 1, …, each at once or promised. */
export function watched(count = Infinity, isPromised = false): Watched {
  const counts = { opened: 0, made: 0, closed: 0 };
  const iterate = (): AsyncIterable<NdArray> & Iterable<NdArray> => {
    counts.opened++;
    let at = 0;
    const next = (): IteratorResult<NdArray> => {
      if (at === count) return { done: true, value: undefined };
      counts.made++;
      return { done: false, value: ndArray(at++) };
    };
    const end = (): IteratorResult<NdArray> => {
      counts.closed++;
      return { done: true, value: undefined };
    };
    const iterator = isPromised
      ? {
          next: async () => next(),
          return: async () => end(),
          [Symbol.asyncIterator]: () => iterator,
        }
      : { next, return: end, [Symbol.iterator]: () => iterator };
    return iterator as never;
  };
  return { dataset: fromGenerator(iterate), counts };
}
