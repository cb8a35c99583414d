import { mapArrays } from './arrays.ts';
import type { DatasetElement } from './example.ts';

/** The rows with these numbers. Neighbors in their order are a view; others are copied. */
export function gather<E extends DatasetElement>(arrays: E, rows: readonly number[]): E {
  const first = rows[0] ?? 0;
  const neighbors = rows.every((row, i) => row === first + i);
  return mapArrays(arrays, (array) =>
    neighbors ? array.slice(first, first + rows.length) : array.take(rows),
  );
}
