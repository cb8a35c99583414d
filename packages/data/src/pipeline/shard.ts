import { requireWholeNumber } from '@myelin/core';
import type { Source } from './source.ts';
import { type Stage, throughStages } from './stage.ts';

/** Every `shardCount`-th element, from the one with number `index` on. */
export function shard<E>(source: Source<E>, shardCount: number, index: number): Source<E> {
  const where = 'Dataset.shard';
  requireWholeNumber(where, 'shardCount', shardCount, { min: 1 });
  requireWholeNumber(where, 'index', index, { min: 0, max: shardCount - 1 });
  const { cardinality } = source;
  const count =
    cardinality === 'unknown'
      ? cardinality
      : Math.max(0, Math.ceil((cardinality - index) / shardCount));
  return throughStages(source, count, () => shardStage(shardCount, index));
}

function shardStage<T>(shardCount: number, index: number): Stage<T> {
  let at = 0;
  return { push: (item): T | undefined => (at++ % shardCount === index ? item : undefined) };
}
