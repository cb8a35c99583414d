import type { Padding, Tensor } from '@myelin/core';
import {
  cast,
  customGradient,
  equal,
  gather,
  max,
  mul,
  reshape,
  shapeSize,
  slice,
  tensor,
} from '@myelin/core';
import { withRowsAround } from '../spatial/rows-around.ts';
import { paddingAround } from '../spatial/sliding-windows.ts';

/** Windows along one axis. */
export interface AxisWindows {
  readonly size: number;
  readonly stride: number;
  readonly padding: Padding;
}

/** Largest element of each window along one axis; the derivative goes to each element that is as large. */
export function maxAlongAxis(x: Tensor, axis: number, windows: AxisWindows): Tensor {
  const { size, stride } = windows;
  if (size === 1 && stride === 1) return x;
  const before = x.shape.slice(0, axis);
  const after = x.shape.slice(axis + 1);
  const lines = reshape(x, [shapeSize(before), x.shape[axis] ?? 0, shapeSize(after)]);
  const y = largest(windowsOf(lines, windows));
  return reshape(y, [...before, y.shape[1] ?? 0, ...after]);
}

/** @shape x `[lines, length, inner]` @shape output `[lines, windows, size, inner]` */
function windowsOf(x: Tensor, { size, stride, padding }: AxisWindows): Tensor {
  const [lines = 0, length = 0, inner = 0] = x.shape;
  const [before, after] = paddingAround(length, size, stride, padding);
  // Nothing outside of an axis is the largest.
  const padded = withRowsAround(x, before, after, Number.NEGATIVE_INFINITY);
  const count = Math.floor((length + before + after - size) / stride) + 1;
  const reach = (count - 1) * stride + size;
  if (stride === size) {
    const whole = reach === padded.shape[1] ? padded : slice(padded, [0, 0, 0], [-1, reach, -1]);
    return reshape(whole, [lines, count, size, inner]);
  }
  const places = Array.from(
    { length: count * size },
    (_, i) => Math.floor(i / size) * stride + (i % size),
  );
  const taken = gather(padded, tensor(places, 'int32'), 1);
  return reshape(taken, [lines, count, size, inner]);
}

/** Maximum over axis 2. */
function largest(windows: Tensor): Tensor {
  const [lines = 0, count = 0, , inner = 0] = windows.shape;
  return customGradient(
    [windows],
    ([x]) => {
      const y = max(x, 2);
      return { value: y, saved: { x, y } };
    },
    (dy, { x, y }) => {
      const column = [lines, count, 1, inner];
      return [mul(cast(equal(x, reshape(y, column)), 'float32'), reshape(dy, column))];
    },
  );
}
