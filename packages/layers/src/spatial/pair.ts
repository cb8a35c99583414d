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

/** Options with pairs in place of single numbers, which is how Keras's files have them. */
export function withPairs<Options extends object>(
  options: Options,
  names: readonly (keyof Options)[],
): Options {
  const pairs = names.flatMap((name) => {
    const value = options?.[name];
    return typeof value === 'number' ? [[name, [value, value]] as const] : [];
  });
  return pairs.length === 0 ? options : { ...options, ...Object.fromEntries(pairs) };
}

const isSize = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) >= 1;
