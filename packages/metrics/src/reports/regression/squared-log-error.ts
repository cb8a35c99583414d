import { DataError } from '@myelin/core';

/** `(log(1 + truth) - log(1 + guess))²`. */
export const squaredLogError = (truth: number, guess: number): number =>
  (Math.log1p(truth) - Math.log1p(guess)) ** 2;

/** @throws {@link DataError} a number has no logarithm when 1 is added. */
export function requireAboveMinusOne(where: string, values: Float64Array, name: string): void {
  const outside = values.find((value) => value <= -1);
  if (outside === undefined) return;
  throw new DataError({
    where,
    problem: `\`${name}\` must hold numbers above -1, received ${outside}`,
    fix: 'use rootMeanSquaredError for numbers that may be negative',
  });
}
