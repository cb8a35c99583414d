import { ArgumentError } from '@myelin/core';
import { blocksSource } from './blocks-source.ts';
import { isPromised } from './eventual.ts';
import { type Flow, flowing, settled } from './flow.ts';
import { paced } from './list-source.ts';
import type { OpenPasses } from './open-passes.ts';
import { rowsSource } from './rows-source.ts';
import type { Source } from './source.ts';

/** The elements of the first complete pass, kept in memory for those after it. */
export function cache<E>(source: Source<E>): Source<E> {
  requireEnd(source);
  const { cardinality, elementSpec, rows, blocks } = source;
  if (rows) {
    const orders = new Kept<number>();
    const order = (): Iterable<number> => orders.items ?? recordedOrder(rows.order(), orders);
    return rowsSource(cardinality, { arrays: rows.arrays, order });
  }
  // Whoever takes exactly as many rows as there are may never ask for the end of the blocks.
  if (blocks && cardinality === 'unknown') return blocksSource(source, cache(blocks));
  const kept = new Kept<E>();
  return {
    cardinality,
    elementSpec,
    open: () =>
      flowing((passes) => (kept.items ? paced(kept.items) : recorded(passes, source, kept))),
  };
}

/** @throws {@link ArgumentError} a pass would never be complete. */
export function requireEnd<E>({ cardinality }: Source<E>): void {
  if (cardinality !== Number.POSITIVE_INFINITY) return;
  throw new ArgumentError({
    where: 'Dataset.cache',
    problem: 'a data set that never ends cannot be kept, received a cardinality of Infinity',
    fix: 'call cache() before repeat()',
  });
}

/** What a complete pass has brought. */
class Kept<T> {
  items: readonly T[] | undefined;
}

function* recordedOrder(order: Iterable<number>, kept: Kept<number>): Generator<number> {
  const items: number[] = [];
  for (const row of order) {
    items.push(row);
    yield row;
  }
  kept.items ??= items;
}

function* recorded<E>(passes: OpenPasses, source: Source<E>, kept: Kept<E>): Flow<E> {
  const pass = passes.open(source);
  const elements: E[] = [];
  for (;;) {
    const pulled = pass.next();
    const element = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (element === undefined) break;
    elements.push(element);
    // Whoever takes exactly as many never asks for the end.
    if (elements.length === source.cardinality) kept.items ??= elements;
    yield element;
  }
  kept.items ??= elements;
}
