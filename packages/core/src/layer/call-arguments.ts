/** What a call says beside the input: names are checked, and arrays become tensors. */

import { NdArray } from '../arrays/nd-array.ts';
import { StringArray } from '../arrays/string-array.ts';
import { requireBoolean, requireKnownOptions } from '../errors/checks.ts';
import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import type { Tensors } from '../structure/tensors.ts';
import { tensor } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { isTensorLike } from './tensors-from.ts';

/** What an argument is: `'tensors'` is a list of them, for which one stands too; `'value'` is taken as it is. */
export type CallArgumentKind = 'boolean' | 'tensor' | 'tensors' | 'value';

/** The kind of each argument. */
export type CallArguments<Call> = { readonly [Name in keyof Call]-?: CallArgumentKind };

type Arguments = Readonly<Record<string, unknown>>;

/** Arguments that every call takes. */
const always: readonly string[] = ['training', 'mask'];

/** @throws {@link ArgumentError} there are arguments that the layer does not know. */
export function requireCallArguments(
  where: string,
  given: object,
  kinds: CallArguments<Arguments>,
): void {
  requireKnownOptions(where, given, [...Object.keys(kinds), ...always]);
}

/**
 * Arguments as `call` takes them; those that are null or undefined are left out.
 *
 * @param kinds - Undefined if the layer does not state them: then arrays alone become tensors.
 * @throws {@link ArgumentError} one is of another kind.
 */
export function takenArguments(
  where: string,
  given: Arguments,
  kinds: CallArguments<Arguments> | undefined,
): Arguments {
  if (!kinds) return withTensorsForArrays(given) as Arguments;
  const stated = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(
    stated.map(([name, value]) => [name, taken(where, name, value, kinds[name])]),
  );
}

function taken(
  where: string,
  name: string,
  value: unknown,
  kind: CallArgumentKind | undefined,
): unknown {
  if (kind === 'value') return value;
  if (kind === 'boolean') return requireBoolean(where, name, value);
  if (kind === 'tensor') return givenTensor(where, name, value);
  return Array.isArray(value)
    ? value.map((item, i) => givenTensors(where, `${name}[${i}]`, item))
    : [givenTensor(where, name, value)];
}

/** An item of a list of tensors: one, or a list of them. */
function givenTensors(where: string, name: string, value: unknown): Tensors {
  const isList = Array.isArray(value) && !isTensorLike(value);
  if (!isList) return givenTensor(where, name, value);
  return (value as unknown[]).map((item, i) => givenTensors(where, `${name}[${i}]`, item));
}

/** A tensor for what stands for one. @throws {@link ArgumentError} */
export function givenTensor(where: string, name: string, value: unknown): Tensor {
  const isNumbers = typeof value === 'object' && value !== null && isTensorLike(value);
  if (isNumbers || typeof value === 'number' || typeof value === 'boolean') {
    return tensor(value as never);
  }
  throw new ArgumentError({
    where,
    problem: `\`${name}\` must be a tensor, an NdArray or nested lists, received ${describe(value)}`,
    fix: 'pass numbers, or leave it out',
  });
}

/** Tensors for arrays, alone or in lists and plain records. */
function withTensorsForArrays(value: unknown): unknown {
  if (value instanceof NdArray || value instanceof StringArray) return tensor(value);
  if (Array.isArray(value)) return value.map(withTensorsForArrays);
  const isPlain =
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype;
  if (!isPlain) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withTensorsForArrays(item)]),
  );
}
