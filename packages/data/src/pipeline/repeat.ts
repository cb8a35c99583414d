import { requireWholeNumber } from '@myelin/core';
import type { Example } from './example.ts';
import { rowsSource } from './rows-source.ts';
import type { Source } from './source.ts';

/** All elements `count` times over, each time in a new pass; without end if `count` is not given. */
export function repeat<E extends Example>(
  source: Source<E>,
  count: number = Number.POSITIVE_INFINITY,
): Source<E> {
  if (count !== Number.POSITIVE_INFINITY) {
    requireWholeNumber('Dataset.repeat', 'count', count, { min: 0 });
  }
  const { cardinality, rows } = source;
  // 0 times anything is 0, also where JavaScript says NaN: an empty pass is not repeated.
  const total =
    count === 0 || cardinality === 0
      ? 0
      : cardinality === 'unknown' && Number.isFinite(count)
        ? 'unknown'
        : (cardinality === 'unknown' ? 1 : cardinality) * count;
  if (rows) {
    return rowsSource(total, {
      arrays: rows.arrays,
      *order(): Generator<number> {
        for (let pass = 0, empty = false; pass < count && !empty; pass++) {
          empty = true;
          for (const row of rows.order()) {
            empty = false;
            yield row;
          }
        }
      },
    });
  }
  return {
    cardinality: total,
    async *elements(): AsyncGenerator<E> {
      for (let pass = 0, empty = false; pass < count && !empty; pass++) {
        empty = true;
        for await (const element of source.elements()) {
          empty = false;
          yield element;
        }
      }
    },
  };
}
