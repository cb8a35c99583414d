import { ArgumentError, describe } from '@myelin/core';
import type { DatasetElement } from './example.ts';
import type { Source } from './source.ts';

/** Every element as `transform` gives it back. */
export function map<E extends DatasetElement, F extends DatasetElement>(
  source: Source<E>,
  transform: (element: E) => F | Promise<F>,
): Source<F> {
  if (typeof transform !== 'function') {
    throw new ArgumentError({
      where: 'Dataset.map',
      problem: `\`transform\` must be a function, received ${describe(transform)}`,
      fix: 'pass for example ({ x, y }) => ({ x: x.div(255), y })',
    });
  }
  return {
    cardinality: source.cardinality,
    async *elements(): AsyncGenerator<F> {
      for await (const element of source.elements()) yield await transform(element);
    },
  };
}
