/**
 * Operations that only choose and reorder, such as `take` and `shuffle`, are written once, as stages: they
 * work the same on row numbers, which come at once, as on elements, which have to be awaited.
 */

import type { Cardinality } from './cardinality.ts';
import type { DatasetElement } from './example.ts';
import { rowsSource } from './rows-source.ts';
import type { Source } from './source.ts';

/** One pass through an operation: items are put in one by one. */
export interface Stage<T> {
  /** The item that comes out for this one, if any does. */
  push(item: T): T | undefined;
  /** What is still inside when no more items come. */
  rest?(): Iterable<T>;
  /** True when nothing that is put in will come out any more. */
  readonly isClosed?: boolean;
}

/** The source seen through stages, a fresh one for every pass. */
export function throughStages<E extends DatasetElement>(
  source: Source<E>,
  cardinality: Cardinality,
  open: <T>() => Stage<T>,
): Source<E> {
  const { rows } = source;
  if (rows) {
    return rowsSource(cardinality, {
      arrays: rows.arrays,
      order: () => through(rows.order(), open<number>()),
    });
  }
  return { cardinality, elements: () => throughAwaited(source.elements(), open<E>()) };
}

function* through<T>(items: Iterable<T>, stage: Stage<T>): Generator<T> {
  if (stage.isClosed) return;
  for (const item of items) {
    const out = stage.push(item);
    if (out !== undefined) yield out;
    if (stage.isClosed) return;
  }
  yield* stage.rest?.() ?? [];
}

async function* throughAwaited<T>(items: AsyncIterable<T>, stage: Stage<T>): AsyncGenerator<T> {
  if (stage.isClosed) return;
  for await (const item of items) {
    const out = stage.push(item);
    if (out !== undefined) yield out;
    if (stage.isClosed) return;
  }
  yield* stage.rest?.() ?? [];
}
