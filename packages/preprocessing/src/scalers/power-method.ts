import { pairwiseSum } from '@myelin/core';

/** A family of power transformations, one for each `lambda`. */
export interface PowerMethod {
  transform(x: number, lambda: number): number;
  invert(y: number, lambda: number): number;
  /** The most likely `lambda` for normally distributed results; undefined where all numbers are the same. */
  bestLambda(values: Float64Array): number | undefined;
}

/** Population variance. The numbers make room for their squared deviations if `scratch` is the same array. */
export function variance(values: Float64Array, scratch = new Float64Array(values.length)): number {
  const mean = pairwiseSum(values) / values.length;
  for (let at = 0; at < values.length; at++) {
    const deviation = (values[at] as number) - mean;
    scratch[at] = deviation * deviation;
  }
  return pairwiseSum(scratch) / values.length;
}
