/**
 * A state as a text and the arrays beside it.
 *
 * The text is JSON. What JSON lacks stands in an object with a single key: `{"$number":"NaN"}`, and `{"$array":"a/b"}` for
 * the array of that name. Names in the state that begin with `$` get another `$` in front.
 */

import { NdArray } from '../arrays/nd-array.ts';
import { describe } from '../errors/describe.ts';
import { SerializationError } from '../errors/myelin-error.ts';
import { damaged } from '../files/safetensors.ts';
import type { Json, JsonRecord } from '../options/serializable.ts';
import { requireBounded } from '../serialization/require-bounded.ts';
import type { SavedState, SavedValue } from './saved-state.ts';

export interface StateText {
  readonly text: string;
  /** By their paths in the state: `weights/dense/kernel`. */
  readonly arrays: ReadonlyMap<string, NdArray>;
}

const ARRAY = '$array';
const NUMBER = '$number';
/** As deep as {@link requireBounded} allows for what is read. */
const MAX_DEPTH = 190;

/** @throws {@link SerializationError} something in the state is no value that can be saved. */
export function stateToText(where: string, state: SavedState): StateText {
  const arrays = new Map<string, NdArray>();
  const write = (value: SavedValue, path: readonly string[]): Json => {
    if (path.length > MAX_DEPTH) {
      throw notSaved(where, path.slice(0, 3), `is nested more than ${MAX_DEPTH} levels deep`);
    }
    if (typeof value === 'number') return isJsonNumber(value) ? value : { [NUMBER]: nameOf(value) };
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (value instanceof NdArray) {
      const name = freeName(path.join('/'), arrays);
      arrays.set(name, value);
      return { [ARRAY]: name };
    }
    if (Array.isArray(value)) return value.map((item, i) => write(item, [...path, String(i)]));
    if (!isPlain(value))
      throw notSaved(where, path, `must be plain data, received ${describe(value)}`);
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => {
        if (name === '__proto__') throw notSaved(where, path, 'has a value named `__proto__`');
        return [name.startsWith('$') ? `$${name}` : name, write(item, [...path, name])];
      }),
    );
  };
  if (!isPlain(state)) throw notSaved(where, [], `must be plain data, received ${describe(state)}`);
  return { text: JSON.stringify(write(state, [])), arrays };
}

/** @throws {@link SerializationError} the text is not one of {@link stateToText}. */
export function textToState(where: string, { text, arrays }: StateText): SavedState {
  const form = parse(where, text);
  requireBounded(where, form);
  const read = (value: Json): SavedValue => {
    if (Array.isArray(value)) return value.map(read);
    if (!isRecord(value)) return value;
    const entries = Object.entries(value);
    const [first] = entries;
    if (first && entries.length === 1 && isTag(first[0])) return readTagged(where, first, arrays);
    return Object.fromEntries(
      entries.map(([name, item]) => {
        if (name === '__proto__' || (name.startsWith('$') && !name.startsWith('$$'))) {
          throw damaged(where, `its state has a value named \`${name}\``);
        }
        return [name.startsWith('$') ? name.slice(1) : name, read(item)];
      }),
    );
  };
  const state = read(form);
  if (isPlain(state)) return state as SavedState;
  throw damaged(where, 'its state is no record');
}

function readTagged(
  where: string,
  [tag, value]: readonly [string, Json],
  arrays: ReadonlyMap<string, NdArray>,
): SavedValue {
  if (tag === ARRAY) {
    const array = arrays.get(String(value));
    if (array) return array;
    throw damaged(where, `its state names array ${JSON.stringify(value)}, which is not there`);
  }
  const number = Number(value);
  if (typeof value === 'string' && nameOf(number) === value && !isJsonNumber(number)) return number;
  throw damaged(where, `its state has ${JSON.stringify(value)} for a number`);
}

const isTag = (name: string): boolean => name === ARRAY || name === NUMBER;

/** Two paths may read the same, as names may hold slashes; `__metadata__` is what the file calls something else. */
function freeName(name: string, taken: ReadonlyMap<string, NdArray>): string {
  const isFree = (candidate: string): boolean =>
    candidate !== '__metadata__' && !taken.has(candidate);
  let free = name;
  for (let i = 2; !isFree(free); i++) free = `${name}~${i}`;
  return free;
}

const isJsonNumber = (value: number): boolean => Number.isFinite(value) && !Object.is(value, -0);

const nameOf = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

function isPlain(value: unknown): value is SavedState {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isRecord(value: Json): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(where: string, text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw damaged(where, 'its state is no JSON', cause);
  }
}

function notSaved(where: string, path: readonly string[], problem: string): SerializationError {
  return new SerializationError({
    where,
    problem: `${path.length > 0 ? `\`${path.join('/')}\`` : 'the state'} ${problem}`,
    fix: 'save numbers, texts, booleans, null, NdArrays, and lists and records of them',
  });
}
