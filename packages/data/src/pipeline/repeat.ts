import { requireWholeNumber } from '@myelin/core';
import type { Cardinality } from './cardinality.ts';
import type { DatasetElement } from './example.ts';
import { rowsSource } from './rows-source.ts';
import type { Source } from './source.ts';

/** All elements `count` times over, each time in a new pass; without end if `count` is not given. */
export function repeat<E extends DatasetElement>(
  source: Source<E>,
  count: number = Number.POSITIVE_INFINITY,
): Source<E> {
  if (count !== Number.POSITIVE_INFINITY) {
    requireWholeNumber('Dataset.repeat', 'count', count, { min: 0 });
  }
  const { rows } = source;
  const cardinality = repeated(source.cardinality, count);
  if (rows) {
    return rowsSource(cardinality, {
      arrays: rows.arrays,
      order: () => passes(() => rows.order(), count),
    });
  }
  return { cardinality, elements: () => awaitedPasses(() => source.elements(), count) };
}

function repeated(cardinality: Cardinality, count: number): Cardinality {
  if (cardinality === 0 || count === 0) return 0;
  if (cardinality !== 'unknown') return cardinality * count;
  return Number.isFinite(count) ? 'unknown' : count;
}

// An empty pass ends both: repeating nothing for ever would never yield control again.

function* passes<T>(open: () => Iterable<T>, count: number): Generator<T> {
  for (let pass = 0, empty = false; pass < count && !empty; pass++) {
    empty = true;
    for (const item of open()) {
      empty = false;
      yield item;
    }
  }
}

async function* awaitedPasses<T>(open: () => AsyncIterable<T>, count: number): AsyncGenerator<T> {
  for (let pass = 0, empty = false; pass < count && !empty; pass++) {
    empty = true;
    for await (const item of open()) {
      empty = false;
      yield item;
    }
  }
}
