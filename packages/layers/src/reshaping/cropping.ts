import { slice } from '@myelin/core';
import type { EdgeChange } from './edge-layer.ts';

/** Takes the elements at the edges away. */
export const cropping: EdgeChange<'cropping'> = {
  option: 'cropping',
  sign: -1,
  apply: (x, edges) =>
    slice(
      x,
      edges.map(([before]) => before),
      edges.map(([before, after], axis) => (x.shape[axis] ?? 0) - before - after),
    ),
};
