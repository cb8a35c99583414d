import type { Tensor } from '@myelin/core';
import { ArgumentError, add, describe, div, mul, sub } from '@myelin/core';

/** Values of black and of white. */
export type ValueRange = readonly [low: number, high: number];

/** The range of bytes, in which formulas of colors are written. */
export const byteRange: ValueRange = [0, 255];

export const unitRange: ValueRange = [0, 1];

export function requireValueRange(where: string, value: unknown): ValueRange {
  const isNumber = (n: unknown): boolean => typeof n === 'number' && Number.isFinite(n);
  if (Array.isArray(value) && value.length === 2 && value.every(isNumber) && value[0] < value[1]) {
    return value as unknown as ValueRange;
  }
  throw new ArgumentError({
    where,
    problem: `\`valueRange\` must be two numbers, the smaller one first, received ${describe(value)}`,
    fix: 'pass { valueRange: [0, 255] } or { valueRange: [0, 1] }',
  });
}

/** Images whose values lie in `from`, stretched and shifted to lie in `to`. */
export function toValueRange(images: Tensor, from: ValueRange, to: ValueRange): Tensor {
  if (from[0] === to[0] && from[1] === to[1]) return images;
  const unit = div(sub(images, from[0]), from[1] - from[0]);
  return add(mul(unit, to[1] - to[0]), to[0]);
}
