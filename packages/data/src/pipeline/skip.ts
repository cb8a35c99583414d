import { requireWholeNumber } from '@myelin/core';
import type { Source } from './source.ts';
import { type Stage, throughStages } from './stage.ts';

/** All elements but the first `count`. */
export function skip<E>(source: Source<E>, count: number): Source<E> {
  requireWholeNumber('Dataset.skip', 'count', count, { min: 0 });
  const { cardinality } = source;
  const left = cardinality === 'unknown' ? cardinality : Math.max(0, cardinality - count);
  return throughStages(source, left, () => skipStage(count));
}

function skipStage<T>(count: number): Stage<T> {
  let skipped = 0;
  return { push: (item): T | undefined => (skipped++ < count ? undefined : item) };
}
