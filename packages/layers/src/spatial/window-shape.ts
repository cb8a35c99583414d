import type { Padding, Shape } from '@myelin/core';
import { formatShape, ShapeError } from '@myelin/core';
import type { Pair } from './pair.ts';

/** Windows that slide over height and width. */
export interface Windows {
  /** Size of a window in elements of the input, gaps included. */
  readonly size: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
}

/**
 * Number of windows along height and width.
 *
 * @param shape - Of the input, channels last.
 * @throws {@link ShapeError} not even one window fits.
 */
export function windowShape(
  where: string,
  shape: Shape,
  { size, strides, padding }: Windows,
): readonly [number | null, number | null] {
  const along = (axis: 0 | 1): number | null => {
    const length = shape[axis + 1];
    if (typeof length !== 'number') return null;
    if (padding === 'same') return Math.ceil(length / strides[axis]);
    const count = Math.floor((length - size[axis]) / strides[axis]) + 1;
    if (count >= 1) return count;
    throw new ShapeError({
      where,
      problem: `a window of ${size[0]} × ${size[1]} elements does not fit into height and width of the input of shape ${formatShape(shape)} (channels last)`,
      fix: "pass larger inputs, smaller windows, or { padding: 'same' }",
    });
  };
  return [along(0), along(1)];
}
