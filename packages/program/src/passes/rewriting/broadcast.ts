import { shapeSize } from '@myelin/core';

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);

/** The smallest shape that all `shapes` can be stretched to, as in NumPy. They must fit each other. */
export function broadcastShape(...shapes: readonly (readonly number[])[]): readonly number[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    return sizes.find((size) => size !== 1) ?? 1;
  });
}

/** Whether stretching `from` to `to` repeats nothing, so that both are the same elements in the same order. */
export const sameElements = (from: readonly number[], to: readonly number[]): boolean =>
  shapeSize(from) === shapeSize(to);

/** Row-major strides, 0 along axes that are stretched to reach `shape`. */
export function broadcastStrides(
  from: readonly number[],
  shape: readonly number[],
): readonly number[] {
  const strides = new Array<number>(shape.length).fill(0);
  let stride = 1;
  for (let axis = from.length - 1; axis >= 0; axis--) {
    const size = from[axis] ?? 1;
    if (size !== 1) strides[axis + shape.length - from.length] = stride;
    stride *= size;
  }
  return strides;
}
