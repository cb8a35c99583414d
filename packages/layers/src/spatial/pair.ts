import { ArgumentError, describe } from '@myelin/core';

/** Height first, then width. */
export type Pair = readonly [height: number, width: number];

/** One number stands for both. */
export type PairLike = number | Pair;

/** `value` as a pair of whole numbers of at least 1. */
export function requirePair(where: string, option: string, value: unknown): Pair {
  const pair = typeof value === 'number' ? [value, value] : value;
  if (Array.isArray(pair) && pair.length === 2 && pair.every(isSize))
    return pair as unknown as Pair;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be a whole number of at least 1, or a pair of them, received ${describe(value)}`,
    fix: `pass for example { ${option}: 2 } or { ${option}: [2, 3] }`,
  });
}

const isSize = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) >= 1;
