import type { Axes } from '@myelin/core';

/** Along what correlations are computed. */
export interface CorrelationAxes {
  /** Axis, or axes, along which values are compared. @defaultValue `-1` */
  readonly axis?: Axes;
}

/** Defaults of {@link CorrelationAxes}. */
export const correlationDefaults: Required<CorrelationAxes> = { axis: -1 };
