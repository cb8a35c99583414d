import { EventLoopBreather } from '@myelin/core';
import type { ElementSpec } from './element-spec.ts';
import { type Flow, flowing } from './flow.ts';
import type { Source } from './source.ts';

/** A source of elements that are there already. */
export function listSource<E>(
  elements: readonly E[],
  elementSpec: ElementSpec<E> | undefined,
): Source<E> {
  return {
    cardinality: elements.length,
    elementSpec,
    open: () => flowing(() => paced(elements)),
  };
}

/** The elements, with pauses in which other work can run. */
export function* paced<E>(elements: Iterable<E>): Flow<E> {
  const breather = new EventLoopBreather();
  for (const element of elements) {
    if (breather.isDue) yield breather.breathe();
    yield element;
  }
}
