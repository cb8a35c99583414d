/** Options that name one axis, several, or all. */

import { requireWholeNumber } from '../errors/checks.ts';
import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import type { Axes } from '../tensors/reduction.ts';
import { normalizeAxis } from './shape.ts';

/**
 * The option `axis` names axes.
 *
 * @param orNull - Whether `null` is allowed, which stands for all axes.
 * @throws {@link ArgumentError} it does not.
 */
export function requireAxes<Given extends Axes | null>(
  where: string,
  axis: Given,
  { orNull = false }: { readonly orNull?: boolean } = {},
): Given {
  if (axis === null && orNull) return axis;
  if (typeof axis !== 'object') {
    requireWholeNumber(where, 'axis', axis);
    return axis;
  }
  if (Array.isArray(axis) && axis.length > 0 && axis.every(Number.isSafeInteger)) return axis;
  const wanted = orNull
    ? 'a whole number, several, or null for all axes'
    : 'a whole number or several';
  throw new ArgumentError({
    where,
    problem: `\`axis\` must be ${wanted}, received ${describe(axis)}`,
    fix: 'pass for example { axis: -1 } for the last axis, or { axis: [1, 2] }',
  });
}

/**
 * Axes counted from the front, each once; undefined for all.
 *
 * @throws {@link ArgumentError} one is not there.
 * @example
 * normalizeAxes('sum', [-1, 1, 2], 3) // => [2, 1]
 */
export function normalizeAxes(
  where: string,
  axis: Axes | null,
  rank: number,
): number[] | undefined {
  if (axis === null) return undefined;
  const listed: readonly number[] = typeof axis === 'number' ? [axis] : axis;
  return [...new Set(listed.map((one) => normalizeAxis(where, one, rank)))];
}
