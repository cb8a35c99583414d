import {
  describe,
  isPlainRecord,
  MyelinError,
  requireBounded,
  SerializationError,
} from '@myelin/core';
import { array, boolean, object, optional, string, unknown } from 'valibot';
import { Fitted } from '../transformer/fitted.ts';
import { checked } from './checked.ts';
import { preprocessorCatalog } from './preprocessor-catalog.ts';

const where = 'fromJson';

const formOfFitted = object({
  class_name: string(),
  config: unknown(),
  feature_names_in: optional(array(string()), []),
  is_named: optional(boolean(), false),
  state: unknown(),
});

const formOfOptions = object({ class_name: string(), config: unknown() });

/**
 * What `toJSON` of a fitted transformer or encoder wrote, as it was. The form may come from anywhere: nothing in it is
 * executed, and only classes in the catalog are made. (Importing `myelin` fills it.)
 *
 * @param json - A JSON text, or what was parsed from one.
 * @throws {@link SerializationError} the form is damaged, or names a class that is not known.
 * @example
 * const scaler = new StandardScaler().fit([[1], [3]]);
 * fromJson(JSON.stringify(scaler)).transform([[2]]).toArray() // => [[0]]
 */
export function fromJson(json: unknown): Fitted {
  const form = typeof json === 'string' ? parse(json) : json;
  requireBounded(where, form);
  const made = read(form);
  if (made instanceof Fitted) return made;
  throw new SerializationError({
    where,
    problem: `the form must be of something that was fitted, received ${describe(form)}`,
    fix: 'pass what JSON.stringify(fitted) gave',
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SerializationError({
      where,
      problem: 'the text is no JSON',
      fix: 'pass what JSON.stringify(fitted) gave',
      cause,
    });
  }
}

/** Values as they were; what stands inside comes first. */
function read(form: unknown): unknown {
  if (Array.isArray(form)) return form.map(read);
  if (!isPlainRecord(form)) return form;
  const entries = Object.entries(form);
  if (entries.length === 1 && '$number' in form) return readNumber(form.$number);
  const values = Object.fromEntries(
    entries.filter(([name]) => name !== '__proto__').map(([name, value]) => [name, read(value)]),
  );
  if (!('class_name' in values)) return values;
  return 'state' in values ? restored(values) : optionsOf(values);
}

function restored(values: object): Fitted {
  const { class_name, config, feature_names_in, is_named, state } = checked(formOfFitted, values);
  const entry = entryOf(class_name);
  const made = inForm(class_name, () => new entry.Options(config as never));
  return inForm(class_name, () =>
    entry.restore({
      config: made.config,
      featureNamesIn: feature_names_in,
      isNamed: is_named,
      state: state as object,
    }),
  );
}

function optionsOf(values: object): object {
  const { class_name, config } = checked(formOfOptions, values);
  const { Options } = entryOf(class_name);
  return inForm(class_name, () => new Options(config as never));
}

function entryOf(name: string) {
  try {
    return preprocessorCatalog.find(where, name);
  } catch (cause) {
    if (!(cause instanceof MyelinError)) throw cause;
    throw new SerializationError({ where, problem: cause.problem, fix: cause.fix, cause });
  }
}

/** Makes an object of a form; what its constructor says is wrong is wrong in the form. */
function inForm<T>(name: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    if (!(cause instanceof MyelinError) || cause instanceof SerializationError) throw cause;
    throw new SerializationError({
      where,
      problem: `the options of \`${name}\` are damaged: ${cause.problem}`,
      fix: 'save it anew with JSON.stringify(fitted)',
      cause,
    });
  }
}

const special: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
]);

function readNumber(name: unknown): number {
  const number = special.get(name);
  if (number !== undefined) return number;
  throw new SerializationError({
    where,
    problem: `the form is damaged: there is no number ${describe(name)}`,
    fix: 'save it anew with JSON.stringify(fitted)',
  });
}
