import { mapArrays } from './arrays.ts';

/** The rows with these numbers. Neighbors in their order are a view; others are copied. */
export function gather<E>(arrays: E, rows: ArrayLike<number>): E {
  const first = rows[0] ?? 0;
  const { length } = rows;
  let neighbors = 1;
  while (neighbors < length && rows[neighbors] === first + neighbors) neighbors++;
  return mapArrays(arrays, (array) =>
    neighbors >= length ? array.slice(first, first + length) : array.take(rows),
  );
}
