import { mapArrays } from './arrays.ts';
import type { Cardinality } from './cardinality.ts';
import type { DatasetElement } from './example.ts';
import type { Rows, Source } from './source.ts';

/** A source of untouched rows. Each element is a view, not a copy. */
export function rowsSource<E extends DatasetElement>(
  cardinality: Cardinality,
  rows: Rows<E>,
): Source<E> {
  return {
    cardinality,
    rows,
    async *elements(): AsyncGenerator<E> {
      for (const row of rows.order()) yield mapArrays(rows.arrays, (array) => array.row(row));
    },
  };
}
