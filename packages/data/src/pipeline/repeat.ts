import { requireWholeNumber } from '@myelin/core';
import { blocksSource } from './blocks-source.ts';
import type { Cardinality } from './cardinality.ts';
import { type Flow, flowing } from './flow.ts';
import type { OpenPasses } from './open-passes.ts';
import { rowsSource } from './rows-source.ts';
import { allOf } from './series.ts';
import type { Source } from './source.ts';

/** All elements `count` times over, each time in a new pass; without end if `count` is not given. */
export function repeat<E>(source: Source<E>, count: number = Number.POSITIVE_INFINITY): Source<E> {
  if (count !== Number.POSITIVE_INFINITY) {
    requireWholeNumber('Dataset.repeat', 'count', count, { min: 0 });
  }
  const { rows, blocks, elementSpec } = source;
  const cardinality = repeated(source.cardinality, count);
  if (rows) {
    const { arrays } = rows;
    return rowsSource(cardinality, { arrays, order: () => orders(() => rows.order(), count) });
  }
  if (blocks) return blocksSource({ cardinality, elementSpec }, repeat(blocks, count));
  return {
    cardinality,
    elementSpec,
    open: () => flowing((passes) => repetitions(passes, source, count)),
  };
}

function repeated(cardinality: Cardinality, count: number): Cardinality {
  if (cardinality === 0 || count === 0) return 0;
  if (cardinality !== 'unknown') return cardinality * count;
  return Number.isFinite(count) ? 'unknown' : count;
}

// An empty pass ends both: repeating nothing for ever would never yield control again.

function* orders<T>(open: () => Iterable<T>, count: number): Generator<T> {
  for (let pass = 0, empty = false; pass < count && !empty; pass++) {
    empty = true;
    for (const item of open()) {
      empty = false;
      yield item;
    }
  }
}

function* repetitions<E>(passes: OpenPasses, source: Source<E>, count: number): Flow<E> {
  for (let pass = 0; pass < count; pass++) {
    const found = yield* allOf(passes, source);
    if (found === 0) return;
  }
}
