/** Shapes of results of operations, some sizes of which may be unknown. */

import { normalizeAxis, type Shape, ShapeError } from '@myelin/core';

/** The shape of what two shapes broadcast to. */
export function broadcastShapes(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  const sizeAt = (shape: Shape, axis: number): number | null =>
    axis < rank - shape.length ? 1 : (shape[axis - rank + shape.length] as number | null);
  return Array.from({ length: rank }, (_, axis) => {
    const [one, other] = [sizeAt(a, axis), sizeAt(b, axis)];
    if (one === 1 || one === other) return other;
    if (other === 1 || other === null) return one;
    if (one === null) return other;
    throw new ShapeError({
      where: 'Functional',
      problem: `an operation takes shapes that cannot be broadcast, [${a}] and [${b}]`,
      fix: 'check the file for damage',
    });
  });
}

/** @param axes - All of them if undefined. */
export function reducedShape(
  shape: Shape,
  axes: number | readonly number[] | undefined,
  keepDims: boolean,
): Shape {
  const gone = new Set(
    [axes ?? [...shape.keys()]].flat().map((axis) => normalizeAxis('axis', axis, shape.length)),
  );
  return shape.flatMap((size, axis) => (!gone.has(axis) ? [size] : keepDims ? [1] : []));
}

/** @param wanted - One size may be -1: what is left. */
export function reshapedShape(shape: Shape, wanted: readonly number[]): Shape {
  if (!wanted.includes(-1)) return wanted;
  const total = shape.reduce<number | null>(
    (product, size) => (product === null || size === null ? null : product * size),
    1,
  );
  const others = wanted.reduce((product, size) => (size === -1 ? product : product * size), 1);
  return wanted.map((size) => (size !== -1 ? size : total === null ? null : total / others));
}
