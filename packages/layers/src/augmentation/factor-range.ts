import { ArgumentError, describe } from '@myelin/core';

/** Numbers are drawn between these two. */
export type FactorRange = readonly [low: number, high: number];

/** A range, or one number `f` for a range from `-f` to `f`, as far as the bounds of the option allow. */
export type FactorLike = number | FactorRange;

export interface FactorBounds {
  readonly min: number;
  readonly max: number;
}

/**
 * The range of an option whose single number `f` means `[max(-|f|, min), |f|]`.
 *
 * A pair must share numbers with the bounds; as in Keras, it may reach beyond them.
 */
export function factorRange(
  where: string,
  option: string,
  value: unknown,
  { min, max }: FactorBounds,
): FactorRange {
  if (isWithin(value, { min, max })) return rangeAround(value, min);
  if (isPair(value) && value[0] <= max && value[1] >= min) return ascending(value);
  throw rangeError(where, option, value, `within [${min}, ${max}]`, max);
}

/** As {@link factorRange}, for options whose pairs must not reach beyond the bounds. */
export function rangeWithin(
  where: string,
  option: string,
  value: unknown,
  bounds: FactorBounds,
): FactorRange {
  const range = factorRange(where, option, value, bounds);
  const { min, max } = bounds;
  if (range[0] >= min && range[1] <= max) return range;
  throw rangeError(where, option, value, `within [${min}, ${max}]`, max);
}

/** Options with that range in place of a single number, which is how Keras's files have it. */
export function withFactorRange<Options extends object>(
  options: Options,
  name: keyof Options,
  bounds: FactorBounds,
): Options {
  const value = options?.[name];
  return isWithin(value, bounds) ? { ...options, [name]: rangeAround(value, bounds.min) } : options;
}

/** The range of an option whose single number `f` means `[-|f|, |f|]`. Both ends must be within the bounds. */
export function symmetricRange(
  where: string,
  option: string,
  value: unknown,
  { min, max, above = Number.NEGATIVE_INFINITY }: FactorBounds & { readonly above?: number },
): FactorRange {
  const fits = (n: number): boolean => n >= min && n <= max && n > above;
  if (isNumber(value) && fits(value)) return rangeAround(value, Number.NEGATIVE_INFINITY);
  if (isPair(value) && value.every(fits)) return ascending(value);
  const bounds = above === min ? `within (${min}, ${max}]` : `within [${min}, ${max}]`;
  throw rangeError(where, option, value, bounds, max);
}

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

const isWithin = (value: unknown, { min, max }: FactorBounds): value is number =>
  isNumber(value) && value >= min && value <= max;

/** Not `-|f|`: the negative zero would show in the config. */
const rangeAround = (f: number, min: number): FactorRange => [
  Math.max(0 - Math.abs(f), min),
  Math.abs(f),
];

const isPair = (value: unknown): value is FactorRange =>
  Array.isArray(value) && value.length === 2 && value.every(isNumber);

const ascending = ([a, b]: FactorRange): FactorRange => (a <= b ? [a, b] : [b, a]);

function rangeError(
  where: string,
  option: string,
  value: unknown,
  bounds: string,
  max: number,
): ArgumentError {
  return new ArgumentError({
    where,
    problem: `\`${option}\` must be a number ${bounds}, or a pair of them, received ${describe(value)}`,
    fix: `pass for example { ${option}: ${max / 5} } or { ${option}: [${max / 10}, ${max / 5}] }`,
  });
}
