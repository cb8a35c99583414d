import { ArgumentError, describe, normalizeAxis, requireWholeNumber } from '@myelin/core';

/** Axes that are summed over: one, several, or `null` for all. */
export type OverlapAxes = number | readonly number[] | null;

/**
 * `axis` names axes.
 *
 * @throws {@link ArgumentError} it does not.
 */
export function checkedAxes(where: string, axis: OverlapAxes): OverlapAxes {
  if (axis === null) return null;
  if (!Array.isArray(axis)) return requireWholeNumber(where, 'axis', axis);
  if (axis.length > 0 && axis.every(Number.isSafeInteger)) return axis;
  throw new ArgumentError({
    where,
    problem: `\`axis\` must be a whole number, several, or null for all axes, received ${describe(axis)}`,
    fix: 'pass for example { axis: [1, 2] }, one value for each sample and class of [batch, height, width, classes]',
  });
}

/** The axes counted from the front; undefined for all. @throws {@link ArgumentError} one is not there. */
export function axesOf(where: string, axis: OverlapAxes, rank: number): number[] | undefined {
  if (axis === null) return undefined;
  const listed: readonly number[] = typeof axis === 'number' ? [axis] : axis;
  return [...new Set(listed.map((one) => normalizeAxis(where, one, rank)))];
}
