import { requireWholeNumber } from '@myelin/core';
import type { Source } from './source.ts';
import { type Stage, throughStages } from './stage.ts';

/** The first `count` elements, or all if there are fewer. */
export function take<E>(source: Source<E>, count: number): Source<E> {
  requireWholeNumber('Dataset.take', 'count', count, { min: 0 });
  const { cardinality } = source;
  const taken = cardinality === 'unknown' ? cardinality : Math.min(cardinality, count);
  return throughStages(source, taken, () => takeStage(count));
}

function takeStage<T>(count: number): Stage<T> {
  let left = count;
  return {
    push(item): T {
      left--;
      return item;
    },
    get isClosed(): boolean {
      return left === 0;
    },
  };
}
