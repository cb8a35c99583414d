/**
 * Options objects: the one argument of every constructor, and, once complete, its `config`.
 *
 * A class states a default for each option. What the user passes is laid over the defaults, unknown names are
 * refused with a suggestion, missing required ones too. `null` is Keras's `None`.
 */

import { requireKnownOptions } from '../errors/checks.ts';
import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';

/** Stands in a list of defaults for an option that has none. */
export const required: unique symbol = Symbol('required');

/**
 * Marks options that were read from a file of Keras. Options that the class lacks may stand there as null, which
 * says that they are not used.
 */
export const fromFile: unique symbol = Symbol('from file');

/** A default, or {@link required}, for every option. */
export type OptionDefaults<Options> = {
  readonly [Name in keyof Options]-?: Exclude<Options[Name], undefined> | typeof required;
};

/** Options after the defaults have been filled in. */
export type Resolved<Options> = {
  readonly [Name in keyof Options]-?: Exclude<Options[Name], undefined>;
};

/**
 * `options` over `defaults`.
 *
 * @throws {@link ArgumentError} an option is unknown, or a required one is missing.
 */
export function resolveOptions<Options extends object>(
  where: string,
  options: Options,
  defaults: OptionDefaults<Options>,
): Resolved<Options> {
  requireOptions(where, options);
  const known = Object.keys(defaults);
  requireKnownOptions(where, fromFile in options ? withoutUnused(options, known) : options, known);
  const resolved: Record<string, unknown> = {};
  for (const [name, fallback] of Object.entries(defaults)) {
    const given = (options as Record<string, unknown>)[name];
    if (given === undefined && fallback === required) {
      throw new ArgumentError({
        where,
        problem: `\`${name}\` is required, received none`,
        fix: `pass { ${name}: … }`,
      });
    }
    resolved[name] = given === undefined ? fallback : given;
  }
  return resolved as Resolved<Options>;
}

/**
 * `options` is a plain object of options.
 *
 * @param fix - What to do about it. @defaultValue to write it so: `new Dense({ … })`
 * @throws {@link ArgumentError}
 */
export function requireOptions(
  where: string,
  options: unknown,
  fix = `write ${/^[A-Z]/.test(where) ? 'new ' : ''}${where}({ … })`,
): void {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return;
  throw new ArgumentError({
    where,
    problem: `takes one object of options, received ${describe(options)}`,
    fix,
  });
}

function withoutUnused(options: object, known: readonly string[]): object {
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => value !== null || known.includes(name)),
  );
}
