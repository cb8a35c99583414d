import { ShapeError } from '@myelin/core';
import { namedArrays } from './arrays.ts';

/**
 * The number of rows that all arrays share, and their order.
 *
 * @throws {@link ShapeError} they do not.
 */
export function commonRows(
  where: string,
  arrays: unknown,
  path = '',
): { readonly count: number; readonly order: () => Iterable<number> } {
  const [first, ...others] = namedArrays(arrays, path);
  const [firstName, { length: count }] = first as NonNullable<typeof first>;
  for (const [name, { length }] of others) {
    if (length === count) continue;
    throw new ShapeError({
      where,
      problem: `\`${firstName}\` has ${count} rows and \`${name}\` has ${length}`,
      fix: 'pass arrays with one row for each sample',
    });
  }
  const order = Int32Array.from({ length: count }, (_, row) => row);
  return { count, order: () => order };
}
