import { ArgumentError, describe } from '@myelin/core';

/** One whole number for each spatial axis. */
export type PerAxis = readonly number[];

/** Along the one axis of sequences. */
export type Single = readonly [length: number];

/** Height first, then width. */
export type Pair = readonly [height: number, width: number];

/** Depth first, then height, then width. */
export type Triple = readonly [depth: number, height: number, width: number];

/** One number stands for all axes. */
export type SingleLike = number | Single;
/** One number stands for both. */
export type PairLike = number | Pair;
/** One number stands for all three. */
export type TripleLike = number | Triple;

/** Numbers of spatial axes. */
export type AxisCount = 1 | 2 | 3;

/** One whole number for each of so many axes. */
export type PerEachOf<Axes extends AxisCount> = { 1: Single; 2: Pair; 3: Triple }[Axes];

/**
 * `value` as one whole number for each of `axes` axes.
 *
 * @param min - Smallest number allowed.
 * @throws {@link ArgumentError}
 */
export function requirePerAxis<Axes extends AxisCount>(
  where: string,
  option: string,
  value: unknown,
  axes: Axes,
  min = 1,
): PerEachOf<Axes> {
  const sizes = typeof value === 'number' ? repeated(value, axes) : value;
  const isSize = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) >= min;
  if (Array.isArray(sizes) && sizes.length === axes && sizes.every(isSize)) {
    return sizes as unknown as PerEachOf<Axes>;
  }
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be a whole number of at least ${min}, or ${LISTS[axes]}, received ${describe(value)}`,
    fix: `pass for example { ${option}: 2 } or { ${option}: [${EXAMPLE.slice(0, axes).join(', ')}] }`,
  });
}

/** Options with a list in place of single numbers, which is how Keras's files have them. */
export function withPerAxis<Options extends object>(
  options: Options,
  names: readonly (keyof Options)[],
  axes: AxisCount,
): Options {
  const lists = names.flatMap((name) => {
    const value = options?.[name];
    return typeof value === 'number' ? [[name, repeated(value, axes)] as const] : [];
  });
  return lists.length === 0 ? options : { ...options, ...Object.fromEntries(lists) };
}

/** The same number along each axis. */
export const repeated = (value: number, axes: AxisCount): PerAxis => Array(axes).fill(value);

const LISTS = { 1: 'a list of one', 2: 'a pair of them', 3: 'a list of three' } as const;
const EXAMPLE = [2, 3, 4];
