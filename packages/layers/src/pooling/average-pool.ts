import type { Tensor } from '@myelin/core';
import { avgPool2d } from '@myelin/core';
import type { PerAxis } from '../spatial/per-axis.ts';
import type { Windows } from '../spatial/window-shape.ts';
import { overPlanes } from './over-planes.ts';

/** Mean of each window over one, two or three axes, channels last; at the edges of the elements that are there. */
export function averagePool(x: Tensor, windows: Windows<PerAxis>): Tensor {
  return overPlanes(x, windows, avgPool2d);
}
