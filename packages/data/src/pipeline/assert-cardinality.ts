import { DataError, requireWholeNumber } from '@myelin/core';
import type { Cardinality } from './cardinality.ts';
import { isPromised } from './eventual.ts';
import { type Flow, flowing, settled } from './flow.ts';
import type { OpenPasses } from './open-passes.ts';
import type { Source } from './source.ts';

/** The same elements, of which there must be `cardinality`. */
export function assertCardinality<E>(source: Source<E>, cardinality: number): Source<E> {
  if (cardinality !== Number.POSITIVE_INFINITY) {
    requireWholeNumber('Dataset.assertCardinality', 'cardinality', cardinality, { min: 0 });
  }
  return {
    cardinality: cardinality as Cardinality,
    elementSpec: source.elementSpec,
    open: () => flowing((passes) => counted(passes, source, cardinality)),
  };
}

function* counted<E>(passes: OpenPasses, source: Source<E>, cardinality: number): Flow<E> {
  const pass = passes.open(source);
  for (let count = 0; ; count++) {
    const pulled = pass.next();
    const element = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (element !== undefined && count < cardinality) {
      yield element;
      continue;
    }
    if (element === undefined && count === cardinality) return;
    throw new DataError({
      where: 'Dataset.assertCardinality',
      problem: `the data set must hold ${cardinality} elements, and holds ${element === undefined ? `only ${count}` : `at least ${count + 1}`}`,
      fix: 'pass the number of elements that there are',
    });
  }
}
