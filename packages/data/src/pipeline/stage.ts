/**
 * Operations that only choose and reorder, such as `take` and `shuffle`, are written once, as stages: they work the same on
 * row numbers, which come at once, as on elements, which may have to be awaited.
 */

import { blocksSource, rowCount } from './blocks-source.ts';
import type { Cardinality } from './cardinality.ts';
import { isPromised } from './eventual.ts';
import { type Flow, flowing, settled } from './flow.ts';
import { gather } from './gather.ts';
import type { OpenPasses } from './open-passes.ts';
import { rowsSource } from './rows-source.ts';
import type { Source } from './source.ts';

/** One pass through an operation: items are put in one by one. */
export interface Stage<In, Out = In> {
  /** What comes out for this one, if anything does. */
  push(item: In): Out | undefined;
  /** What is still inside when no more items come. */
  rest?(): Iterable<Out>;
  /** True when nothing that is put in will come out any more. */
  readonly isClosed?: boolean;
}

/** The source seen through stages, a fresh one for every pass. */
export function throughStages<E>(
  source: Source<E>,
  cardinality: Cardinality,
  open: <T>() => Stage<T>,
): Source<E> {
  const { rows, blocks, elementSpec } = source;
  if (rows) {
    const { arrays } = rows;
    return rowsSource(cardinality, { arrays, order: () => through(rows.order(), open<number>()) });
  }
  if (blocks) {
    return blocksSource(
      { cardinality, elementSpec },
      {
        cardinality: 'unknown',
        open: () => flowing((passes) => blocksThrough(passes, blocks, open<number>())),
      },
    );
  }
  return {
    cardinality,
    elementSpec,
    open: () => flowing((passes) => flowThrough(passes, source, open<E>())),
  };
}

/** What comes out of a stage for row numbers. */
export function* through<In, Out>(items: Iterable<In>, stage: Stage<In, Out>): Generator<Out> {
  if (stage.isClosed) return;
  for (const item of items) {
    const out = stage.push(item);
    if (out !== undefined) yield out;
    if (stage.isClosed) return;
  }
  yield* stage.rest?.() ?? [];
}

/** What comes out of a stage for elements. */
export function* flowThrough<In, Out>(
  passes: OpenPasses,
  source: Source<In>,
  stage: Stage<In, Out>,
): Flow<Out> {
  if (stage.isClosed) return;
  const pass = passes.open(source);
  for (;;) {
    const pulled = pass.next();
    const item = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (item === undefined) break;
    const out = stage.push(item);
    if (out !== undefined) yield out;
    if (stage.isClosed) return;
  }
  yield* stage.rest?.() ?? [];
}

/** What comes out of blocks if their rows go through a stage that keeps none of them. */
function* blocksThrough<E>(passes: OpenPasses, blocks: Source<E>, stage: Stage<number>): Flow<E> {
  if (stage.isClosed) return;
  const pass = passes.open(blocks);
  while (!stage.isClosed) {
    const pulled = pass.next();
    const block = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (block === undefined) return;
    const count = rowCount(block);
    const picked: number[] = [];
    for (let row = 0; row < count && !stage.isClosed; row++) {
      const out = stage.push(row);
      if (out !== undefined) picked.push(out);
    }
    if (picked.length > 0) yield picked.length === count ? block : gather(block, picked);
  }
}
