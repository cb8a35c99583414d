/**
 * Derivatives by central differences, in float32.
 *
 * A function value carries an error of about 1e-7, which the division by the step enlarges: the step is therefore
 * large, and its own error of second order is removed by extrapolation from two steps (Richardson). Where the
 * two disagree the function has a kink nearby (relu, max, abs) and no number is given.
 */

import { NdArray } from '@myelin/core';

const STEP = 2 ** -6;
const DISAGREEMENT = { absolute: 2e-3, relative: 2e-2 } as const;

/**
 * Derivative of `value` by each element of `at` that is listed.
 *
 * @param value - Computed in float32 from a float32 array, added up in double precision.
 * @returns One number for each index; undefined where the function is not smooth.
 */
export function finiteDifferences(
  value: (x: NdArray) => number,
  at: NdArray,
  indices: readonly number[],
): (number | undefined)[] {
  return indices.map((index) => {
    const step = STEP * Math.max(1, Math.abs(at.data[index] ?? 0));
    const wide = centralDifference(value, at, index, step);
    const narrow = centralDifference(value, at, index, step / 2);
    const allowed = DISAGREEMENT.absolute + DISAGREEMENT.relative * Math.abs(narrow);
    return Math.abs(wide - narrow) <= allowed ? (4 * narrow - wide) / 3 : undefined;
  });
}

function centralDifference(
  value: (x: NdArray) => number,
  at: NdArray,
  index: number,
  step: number,
): number {
  const moved = (by: number): NdArray => {
    const data = Float32Array.from(at.data);
    data[index] = (data[index] ?? 0) + by;
    return new NdArray(data, at.shape);
  };
  const ahead = moved(step);
  const behind = moved(-step);
  // What was moved in fact, after rounding to float32.
  const distance = (ahead.data[index] ?? 0) - (behind.data[index] ?? 0);
  return (value(ahead) - value(behind)) / distance;
}
