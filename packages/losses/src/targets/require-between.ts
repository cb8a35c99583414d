import type { NdArray } from '@myelin/core';
import { DataError } from '@myelin/core';

/** What rounding may have added to a target, and no mistake would. */
const ROUNDING = 1e-3;

/** Targets that a loss can take. */
export interface TargetRange {
  readonly min: number;
  /** @defaultValue no limit */
  readonly max?: number;
}

/**
 * Every target lies within the range.
 *
 * @param fix - What mends it.
 * @throws {@link DataError} one does not, or is NaN.
 */
export function requireBetween(
  where: string,
  targets: NdArray,
  { min, max = Number.POSITIVE_INFINITY }: TargetRange,
  fix: string,
): void {
  const wrong = targets.data.findIndex(
    (target) => !(target >= min - ROUNDING && target <= max + ROUNDING),
  );
  if (wrong < 0) return;
  const range = Number.isFinite(max) ? `be from ${min} to ${max}` : `be at least ${min}`;
  throw new DataError({
    where,
    problem: `targets must ${range}, received ${targets.data[wrong]} at position ${wrong}`,
    fix,
  });
}
