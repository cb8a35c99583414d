import type { NdArray, NestedArray } from '@myelin/core';
import { ArgumentError, describe, ndArray } from '@myelin/core';

/** One number, or (nested) lists of them. */
export type Numbers = number | NestedArray;

/** `value` as an array of finite numbers; rank 0 for one number. */
export function requireNumbers(where: string, option: string, value: unknown): NdArray {
  const array = asArray(value);
  if (array?.data.every(Number.isFinite)) return array;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be a number or lists of numbers, received ${describe(value)}`,
    fix: `pass for example { ${option}: 2 } or { ${option}: [1, 2, 3] }`,
  });
}

function asArray(value: unknown): NdArray | undefined {
  if (typeof value !== 'number' && !Array.isArray(value)) return undefined;
  try {
    return ndArray(value as NestedArray, undefined, 'float32');
  } catch {
    return undefined;
  }
}
