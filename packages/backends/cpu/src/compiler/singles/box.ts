/** Boxes: elements that are moved from one regular arrangement in memory to another. */

import type { Operation } from '@myelin/program';

/** Steps along the axes of a box, in elements; they may be 0 or negative. */
export interface Placement {
  /** Where the first element lies, in elements from the beginning of the value. */
  readonly start: number;
  readonly strides: readonly number[];
}

export interface Box {
  readonly sizes: readonly number[];
  readonly to: Placement;
  /** Where the elements come from, and from which input; or what 32 bits each of them has. */
  readonly from: (Placement & { readonly input: number }) | { readonly bits: number };
}

/** The boxes that make up the result of an operation. They do not overlap there. */
export type BoxRule = (operation: Operation) => readonly Box[];

/** All of a value, row-major. */
export const whole = (shape: readonly number[]): Placement => ({
  start: 0,
  strides: stridesOf(shape),
});

/** Elements from one to the next along each axis of a row-major shape. */
export function stridesOf(shape: readonly number[]): readonly number[] {
  const strides: number[] = [];
  let stride = 1;
  for (const size of [...shape].reverse()) {
    strides.unshift(stride);
    stride *= size;
  }
  return strides;
}

/** Where the element with these coordinates lies. */
export const offsetOf = (coordinates: readonly number[], strides: readonly number[]): number =>
  coordinates.reduce((sum, coordinate, axis) => sum + coordinate * (strides[axis] ?? 0), 0);

/** The same box with the fewest axes, at least one. */
export function simplified(box: Box): Box {
  const { sizes, to, from } = box;
  const source = 'bits' in from ? undefined : from;
  const kept: { size: number; to: number; from: number }[] = [];
  for (const [axis, size] of sizes.entries()) {
    if (size === 1) continue;
    const next = { size, to: to.strides[axis] ?? 0, from: source?.strides[axis] ?? 0 };
    const outer = kept.at(-1);
    const joins =
      outer !== undefined &&
      outer.to === next.to * size &&
      (source === undefined || outer.from === next.from * size);
    if (joins) kept.splice(-1, 1, { ...next, size: outer.size * size });
    else kept.push(next);
  }
  if (kept.length === 0) kept.push({ size: 1, to: 1, from: 1 });
  return {
    sizes: kept.map(({ size }) => size),
    to: { start: to.start, strides: kept.map((axis) => axis.to) },
    from: source ? { ...source, strides: kept.map((axis) => axis.from) } : from,
  };
}

export const isEmpty = ({ sizes }: Box): boolean => sizes.includes(0);
