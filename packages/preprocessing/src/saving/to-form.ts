import {
  describe,
  isPlainRecord,
  type Json,
  type JsonRecord,
  SerializationError,
} from '@myelin/core';

/**
 * The form in which options and what was learned stand in JSON. What JSON lacks stands in an object with a single key, as in
 * files of states: `{"$number":"NaN"}`, also `Infinity`, `-Infinity` and `-0`.
 *
 * @param where - The class whose options they are.
 * @throws {@link SerializationError} something, such as a function, cannot be written.
 */
export function toForm(where: string, value: unknown, path = ''): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return numberForm(value);
  if (value instanceof Float64Array) return Array.from(value, numberForm);
  if (Array.isArray(value)) return value.map((item, i) => toForm(where, item, `${path}[${i}]`));
  if (isObjectWithForm(value)) return value.toJSON();
  if (isDescribed(value)) {
    return { class_name: value.className, config: toForm(value.className, value.config) };
  }
  if (isPlainRecord(value)) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([name, item]) => [name, toForm(where, item, path === '' ? name : `${path}.${name}`)]),
    );
  }
  throw new SerializationError({
    where,
    problem: `\`${path}\` cannot be saved, received ${describe(value)}`,
    fix:
      typeof value === 'function'
        ? 'register it where the option takes names, as in tableFunctions.register({ name }), and pass the name'
        : 'use an option that is plain data: numbers, texts, lists, records',
  });
}

function numberForm(value: number): Json {
  const isPlain = Number.isFinite(value) && !Object.is(value, -0);
  return isPlain ? value : { $number: Object.is(value, -0) ? '-0' : String(value) };
}

const isObjectWithForm = (value: unknown): value is { toJSON(): JsonRecord } =>
  typeof value === 'object' && value !== null && 'toJSON' in value && 'state' in value;

const isDescribed = (value: unknown): value is { className: string; config: object } =>
  typeof value === 'object' && value !== null && 'className' in value && 'config' in value;
