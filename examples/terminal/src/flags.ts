import { parseArgs } from 'node:util';
import { ArgumentError, describe } from '@myelin/core';

/** Flags by name, with their defaults. */
export type FlagDefaults<Name extends string> = Readonly<Record<Name, number>>;

/**
 * Flags of a command line that are whole numbers of at least 1. If one is wrong, the program says so and ends.
 *
 * @example
 * const { rows, epochs } = readFlags({ rows: 60_000, epochs: 5 }); // --rows 2000 --epochs 1
 */
export function readFlags<Name extends string>(defaults: FlagDefaults<Name>): Record<Name, number> {
  const names = Object.keys(defaults) as Name[];
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' } as const]));
  try {
    const { values } = parseArgs({ options });
    return Object.fromEntries(
      names.map((name) => [
        name,
        wholeNumber(name, String(values[name] ?? defaults[name]), {
          min: 1,
          example: defaults[name],
        }),
      ]),
    ) as Record<Name, number>;
  } catch (error) {
    console.error(
      `${(error as Error).message}\n  Flags: ${names.map((name) => `--${name}`).join(', ')}.`,
    );
    process.exit(2);
  }
}

/**
 * The value of one flag.
 *
 * @throws {@link ArgumentError} it is no whole number, or too small.
 */
export function wholeNumber(
  flag: string,
  text: string,
  { min, example }: { readonly min: number; readonly example: number },
): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isSafeInteger(value) && value >= min) return value;
  throw new ArgumentError({
    where: 'flags',
    problem: `\`--${flag}\` must be a whole number of at least ${min}, received ${describe(text)}`,
    fix: `pass for example --${flag} ${example}`,
  });
}
