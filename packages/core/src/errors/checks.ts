/** Checks of options. Each returns the value it has checked, or throws an error naming the option. */

import { describe } from './describe.ts';
import { ArgumentError } from './myelin-error.ts';
import { suggestion } from './suggestion.ts';

export interface NumberRange {
  /** Smallest allowed value. */
  readonly min?: number;
  /** Largest allowed value. */
  readonly max?: number;
  /** Value that must stay below: `rate < below`. */
  readonly below?: number;
  /** Value that must stay above: `rate > above`. */
  readonly above?: number;
}

/** `value` is a whole number within the range. */
export function requireWholeNumber(
  where: string,
  option: string,
  value: unknown,
  range: NumberRange = {},
): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && inRange(value, range)) {
    return value;
  }
  throw numberError(where, option, value, 'a whole number', range);
}

/** `value` is a finite number within the range. */
export function requireNumber(
  where: string,
  option: string,
  value: unknown,
  range: NumberRange = {},
): number {
  if (typeof value === 'number' && Number.isFinite(value) && inRange(value, range)) return value;
  throw numberError(where, option, value, 'a number', range);
}

/** `value` is `true` or `false`. */
export function requireBoolean(where: string, option: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be true or false, received ${describe(value)}`,
    fix: `pass { ${option}: true } or { ${option}: false }`,
  });
}

/** `value` can be a name: a text that is not empty, and no name that plain objects keep for themselves. */
export function requireName(where: string, option: string, value: unknown): string {
  if (typeof value === 'string' && value !== '' && value !== '__proto__') return value;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be a name, received ${describe(value)}`,
    fix: `leave \`${option}\` out, or pass a text such as 'first'`,
  });
}

/** `value` is one of the `allowed` strings; a near miss is answered with a suggestion. */
export function requireOneOf<Name extends string>(
  where: string,
  option: string,
  value: unknown,
  allowed: readonly Name[],
): Name {
  if ((allowed as readonly unknown[]).includes(value)) return value as Name;
  const near = typeof value === 'string' ? suggestion(value, allowed) : undefined;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be one of ${allowed.map((name) => `'${name}'`).join(', ')}, received ${describe(value)}`,
    fix: near ? `did you mean '${near}'` : `pass for example { ${option}: '${allowed[0]}' }`,
  });
}

/** The options object holds no key that `known` does not list. */
export function requireKnownOptions(
  where: string,
  options: object,
  known: readonly string[],
): void {
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    const near = suggestion(key, known);
    throw new ArgumentError({
      where,
      problem: `\`${key}\` is not an option (received ${describe((options as Record<string, unknown>)[key])})`,
      fix: near
        ? `did you mean \`${near}\``
        : known.length === 0
          ? 'leave it out'
          : `use one of ${known.map((k) => `\`${k}\``).join(', ')}`,
    });
  }
}

function inRange(value: number, { min, max, above, below }: NumberRange): boolean {
  return (
    (min === undefined || value >= min) &&
    (max === undefined || value <= max) &&
    (above === undefined || value > above) &&
    (below === undefined || value < below)
  );
}

function numberError(
  where: string,
  option: string,
  value: unknown,
  kind: string,
  { min, max, above, below }: NumberRange,
): ArgumentError {
  const bounds = [
    min === undefined ? '' : `of at least ${min}`,
    above === undefined ? '' : `above ${above}`,
    max === undefined ? '' : `of at most ${max}`,
    below === undefined ? '' : `below ${below}`,
  ].filter(Boolean);
  const wanted = [kind, bounds.join(' and ')].filter(Boolean).join(' ');
  const example = exampleNumber(kind, { min, max, above, below } as NumberRange);
  return new ArgumentError({
    where,
    problem: `\`${option}\` must be ${wanted}, received ${describe(value)}`,
    // An entry of an option, `lossWeights[0]`, is not passed by itself.
    fix: option.includes('[')
      ? `put a number there, for example ${example}`
      : `pass for example { ${option}: ${example} }`,
  });
}

function exampleNumber(kind: string, { min, max, above, below }: NumberRange): number {
  const low = min ?? above ?? 0;
  const high = max ?? below;
  if (kind === 'a whole number') return above !== undefined && min === undefined ? low + 1 : low;
  return high === undefined ? low + (above === undefined ? 0 : 1) : (low + high) / 2;
}
