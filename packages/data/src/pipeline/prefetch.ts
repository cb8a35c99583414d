import { requireWholeNumber } from '@myelin/core';
import { AheadPass } from './ahead-pass.ts';
import type { Source } from './source.ts';

/** The same elements, up to `bufferSize` of them fetched ahead. */
export function prefetch<E>(source: Source<E>, bufferSize: number): Source<E> {
  requireWholeNumber('Dataset.prefetch', 'bufferSize', bufferSize, { min: 1 });
  const { cardinality, elementSpec } = source;
  return {
    cardinality,
    elementSpec,
    open: () =>
      new AheadPass<E, E>(() => source.open(), {
        most: bufferSize,
        inOrder: true,
        begin: (element) => element,
        inSpareTime: true,
      }),
  };
}
