import type { Cardinality } from './cardinality.ts';
import { commonSpec } from './common-spec.ts';
import { flowing } from './flow.ts';
import { series } from './series.ts';
import type { Source } from './source.ts';

/** All elements of one source, then all of another. */
export function concatenate<E, F>(first: Source<E>, second: Source<F>): Source<E | F> {
  const sources: readonly Source<E | F>[] = [first as Source<E | F>, second as Source<E | F>];
  return {
    cardinality: sumOf(first.cardinality, second.cardinality),
    elementSpec: commonSpec(sources),
    open: () => flowing((passes) => series(passes, sources)),
  };
}

function sumOf(first: Cardinality, second: Cardinality): Cardinality {
  if (first === Number.POSITIVE_INFINITY || second === Number.POSITIVE_INFINITY) {
    return Number.POSITIVE_INFINITY;
  }
  return first === 'unknown' || second === 'unknown' ? 'unknown' : first + second;
}
