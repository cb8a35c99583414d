import type { Tensor } from '@myelin/core';
import { broadcastTo, reshape, shapeSize } from '@myelin/core';

/** Each entry of an axis `times` times, one after the other. */
export function repeatAlongAxis(x: Tensor, axis: number, times: number): Tensor {
  if (times === 1) return x;
  const before = x.shape.slice(0, axis);
  const after = x.shape.slice(axis + 1);
  const length = x.shape[axis] ?? 0;
  const lines = [shapeSize(before), length, times, shapeSize(after)] as const;
  const repeated = broadcastTo(reshape(x, [lines[0], length, 1, lines[3]]), lines);
  return reshape(repeated, [...before, length * times, ...after]);
}
