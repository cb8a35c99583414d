import { ArgumentError, ShapeError } from '../errors/myelin-error.ts';

/** Sizes of the axes, outermost first. `null` is a size not known before the data comes (the batch). */
export type Shape = readonly (number | null)[];

/** A shape with every size known. */
export type KnownShape = readonly number[];

/** Shape as messages print it: `[?, 28, 28]`. */
export function formatShape(shape: Shape): string {
  return `[${shape.map((size) => size ?? '?').join(', ')}]`;
}

/** Number of elements; `1` for a scalar. */
export function shapeSize(shape: KnownShape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** True where both can be the size of one axis: they are equal, or one is unknown. */
export function sizesAgree(a: number | null, b: number | null): boolean {
  return a === null || b === null || a === b;
}

/** True where both shapes can describe one array: same rank, equal sizes or unknown ones. */
export function shapesAgree(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => sizesAgree(size, b[axis] ?? null));
}

/** Turns a negative axis into the matching one counted from the front. */
export function normalizeAxis(where: string, axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw new ArgumentError({
      where,
      problem: `\`axis\` must be a whole number from ${-rank} to ${rank - 1} for rank ${rank}, received ${axis}`,
      fix: 'pass -1 for the last axis',
    });
  }
  return axis < 0 ? axis + rank : axis;
}

/** Size of the last axis. Throws when the rank is below `minRank` or the size is unknown. */
export function lastAxis(where: string, shape: Shape, minRank = 2): number {
  requireRank(where, shape, { min: minRank });
  return knownAxis(where, shape, shape.length - 1);
}

/** Size of one axis, which must be known. */
export function knownAxis(where: string, shape: Shape, axis: number): number {
  const size = shape.at(axis);
  if (typeof size === 'number') return size;
  throw new ShapeError({
    where,
    problem: `axis ${axis} of the input must have a known size, received shape ${formatShape(shape)}`,
    fix: 'give the first layer an `inputShape` with that axis as a number',
  });
}

/** It is one shape, not a list or record of them, as of several inputs. */
function requireOneShape(where: string, shape: unknown): void {
  if (Array.isArray(shape) && !shape.some((size) => Array.isArray(size))) return;
  throw new ShapeError({
    where,
    problem: `the layer takes one tensor, received ${Object.values(shape ?? {}).length} of them`,
    fix: 'call it on each by itself, or on all joined by a layer such as Concatenate',
  });
}

/** The shape has exactly, or at least, a given rank (the batch axis counts). */
export function requireRank(
  where: string,
  shape: Shape,
  rank: { readonly exactly?: number; readonly min?: number; readonly max?: number },
): void {
  requireOneShape(where, shape);
  const fits =
    (rank.exactly === undefined || shape.length === rank.exactly) &&
    (rank.min === undefined || shape.length >= rank.min) &&
    (rank.max === undefined || shape.length <= rank.max);
  if (fits) return;
  const wanted =
    rank.exactly !== undefined
      ? `rank ${rank.exactly}`
      : [
          rank.min === undefined ? '' : `rank of at least ${rank.min}`,
          rank.max === undefined ? '' : `rank of at most ${rank.max}`,
        ]
          .filter(Boolean)
          .join(' and ');
  const short = shape.length < (rank.exactly ?? rank.min ?? 0);
  throw new ShapeError({
    where,
    problem: `the input must have ${wanted} (the batch axis included), received shape ${formatShape(shape)}`,
    fix: short
      ? 'add the missing axis, for one sample for example with expandDims(x, 0)'
      : 'reshape the input, for example with a Flatten or Reshape layer',
  });
}
