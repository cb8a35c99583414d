import { isPlainRecord } from '@myelin/core';
import { isDataArray } from './arrays.ts';
import type { Cardinality } from './cardinality.ts';
import { flowing } from './flow.ts';
import { paced } from './list-source.ts';
import { makeRecord } from './make-record.ts';
import { rowSpec } from './row-spec.ts';
import type { Rows, Source } from './source.ts';

/** A source of untouched rows. Each element is a view, not a copy. */
export function rowsSource<E>(cardinality: Cardinality, rows: Rows<E>): Source<E> {
  return {
    cardinality,
    elementSpec: rowSpec(rows.arrays),
    rows,
    open: () => flowing(() => paced(rowViews(rows))),
  };
}

/** The view of each row. */
export function* rowViews<E>({ arrays, order }: Rows<E>): Generator<E> {
  const view = viewer(arrays) as (row: number) => E;
  for (const row of order()) yield view(row);
}

/** Makes the view of a row. The structure is looked at once, not for every row. */
function viewer(arrays: unknown): (row: number) => unknown {
  if (isDataArray(arrays)) return (row) => arrays.row(row);
  if (Array.isArray(arrays)) {
    const views = arrays.map(viewer);
    return (row) => views.map((view) => view(row));
  }
  if (!isPlainRecord(arrays)) return () => arrays;
  const names = Object.keys(arrays);
  const views = Object.values(arrays).map(viewer);
  return (row) => makeRecord(names, (place) => views[place]?.(row));
}
