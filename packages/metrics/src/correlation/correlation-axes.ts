import type { Axes } from '@myelin/core';
import { normalizeAxis, requireWholeNumber } from '@myelin/core';

/** Along what correlations are computed. */
export interface CorrelationAxes {
  /** Axis, or axes, along which values are compared. @defaultValue `-1` */
  readonly axis?: Axes;
}

/** Defaults of {@link CorrelationAxes}. */
export const correlationDefaults: Required<CorrelationAxes> = { axis: -1 };

/**
 * The axes as a list.
 *
 * @throws {@link ArgumentError} one is no whole number.
 */
export function checkedAxes(where: string, axis: Axes): readonly number[] {
  const axes = typeof axis === 'object' && axis !== null ? axis : [axis];
  return axes.map((one) => requireWholeNumber(where, 'axis', one));
}

/**
 * The axes, counted from the front.
 *
 * @throws {@link ArgumentError} there is no such axis.
 */
export function axesOf(where: string, axes: readonly number[], rank: number): readonly number[] {
  return axes.map((axis) => normalizeAxis(where, axis, rank));
}
