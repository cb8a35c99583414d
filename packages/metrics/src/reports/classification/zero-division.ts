import { ArgumentError, describe } from '@myelin/core';

/** What a share of nothing counts as: 0, 1 or NaN. NaN is left out of averages. */
export type ZeroDivision = number;

/**
 * The option `zeroDivision`.
 *
 * @throws {@link ArgumentError} it is none of `allowed`.
 */
export function readZeroDivision(
  where: string,
  given: unknown = 0,
  allowed: readonly number[] = [0, 1, Number.NaN],
): ZeroDivision {
  if (typeof given === 'number' && allowed.includes(given)) return given;
  throw new ArgumentError({
    where,
    problem: `\`zeroDivision\` must be one of ${allowed.join(', ')}, received ${describe(given)}`,
    fix: 'leave it out for 0',
  });
}

/** `numerators / denominators`, with `zeroDivision` where the denominator is 0. */
export function divideCounts(
  numerators: Float64Array,
  denominators: Float64Array,
  zeroDivision: ZeroDivision,
): Float64Array {
  return numerators.map((numerator, i) => {
    const denominator = denominators[i] ?? 0;
    return denominator === 0 ? zeroDivision : numerator / denominator;
  });
}
