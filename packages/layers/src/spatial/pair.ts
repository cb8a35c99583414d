import type { Pair } from './per-axis.ts';
import { requirePerAxis, withPerAxis } from './per-axis.ts';

export type { Pair, PairLike } from './per-axis.ts';

/** `value` as a pair of whole numbers of at least 1. */
export function requirePair(where: string, option: string, value: unknown): Pair {
  return requirePerAxis(where, option, value, 2) as Pair;
}

/** Options with pairs in place of single numbers, which is how Keras's files have them. */
export function withPairs<Options extends object>(
  options: Options,
  names: readonly (keyof Options)[],
): Options {
  return withPerAxis(options, names, 2);
}
