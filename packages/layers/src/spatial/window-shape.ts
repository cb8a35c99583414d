import type { Padding, Shape } from '@myelin/core';
import { formatShape, ShapeError } from '@myelin/core';
import type { Pair, PerAxis } from './per-axis.ts';

/** Windows that slide over the spatial axes. */
export interface Windows<Sizes extends PerAxis = Pair> {
  /** Size of a window in elements of the input, gaps included. */
  readonly size: Sizes;
  readonly strides: Sizes;
  readonly padding: Padding;
}

/**
 * Number of windows along each spatial axis.
 *
 * @param shape - Of the input, channels last.
 * @throws {@link ShapeError} not even one window fits.
 */
export function windowShape<Sizes extends PerAxis>(
  where: string,
  shape: Shape,
  { size, strides, padding }: Windows<Sizes>,
): { readonly [Axis in keyof Sizes]: number | null } {
  const along = (window: number, axis: number): number | null => {
    const length = shape[axis + 1];
    const stride = strides[axis] ?? 1;
    if (typeof length !== 'number') return null;
    if (padding !== 'valid') return Math.ceil(length / stride);
    const count = Math.floor((length - window) / stride) + 1;
    if (count >= 1) return count;
    const axes = SPATIAL_AXES[size.length] ?? 'the spatial axes';
    throw new ShapeError({
      where,
      problem: `a window of ${size.join(' × ')} elements does not fit into ${axes} of the input of shape ${formatShape(shape)} (channels last)`,
      fix: "pass larger inputs, smaller windows, or { padding: 'same' }",
    });
  };
  return size.map(along) as { [Axis in keyof Sizes]: number | null };
}

const SPATIAL_AXES = ['', 'the length', 'height and width', 'depth, height and width'];
