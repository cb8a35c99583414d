/** Sizes may come from a file, so they are looked at before memory is asked for. */

import { ShapeError } from '../errors/myelin-error.ts';
import { formatShape, type Shape } from './shape.ts';

/** Most elements of one array: as float32 they fill all memory that WebAssembly can have. */
const MOST_ELEMENTS = 2 ** 30;

/**
 * An array of that shape fits into memory; sizes that are not known count as 1.
 *
 * @param what - What has the shape, as messages name it: `'a weight'`.
 * @throws {@link ShapeError}
 */
export function requireRoom(where: string, what: string, shape: Shape): void {
  const size = shape.reduce<number>((product, one) => product * (one ?? 1), 1);
  if (size <= MOST_ELEMENTS) return;
  throw new ShapeError({
    where,
    problem: `${what} has at most ${MOST_ELEMENTS} elements, received shape ${formatShape(shape)}`,
    fix: 'pass smaller sizes to the layer, or smaller inputs',
  });
}
