/** What a caller gives for the inputs of a model. */

import {
  ArgumentError,
  describe,
  isArraySource,
  isPlainRecord,
  isShape,
  isTensor,
  mapLeaves,
  NdArray,
  type Shape,
  StringArray,
  type Structure,
  type SymbolicDataType,
} from '@myelin/core';
import type { ArrayInput } from './array-input.ts';
import { ownValue } from './per-output.ts';
import type { TextInput } from './text-input.ts';

/** Samples of one input: numbers or texts. */
export type InputArray = ArrayInput | TextInput;

/** One array; for several inputs a list in their order, or a record by their names. */
export type PerInput = Structure<InputArray>;

/** What is known of the inputs of a model before there is data: of models made of symbolic tensors, everything. */
export interface InputSpec {
  /** Names, in the order of the inputs. */
  readonly names: readonly string[];
  /** Shapes with the batch axis, in the structure of the inputs; undefined for one input of which it is not known yet. */
  readonly shapes: Structure<Shape> | undefined;
  /** Element types, in the order of the inputs. @defaultValue numbers */
  readonly types?: readonly SymbolicDataType[];
}

/** What is given, in the structure of the inputs: an array at each leaf. */
export type GivenInputs = Structure<{ readonly given: InputArray; readonly name: string }>;

type Leaf = { readonly given: InputArray; readonly name: string };

export const isGivenLeaf = (value: unknown): value is Leaf =>
  typeof value === 'object' && value !== null && 'given' in value && 'name' in value;

/**
 * Finds out which array is for which input.
 *
 * @param where - What messages call the data. @param name - What messages call the arrays: `x`.
 * @param spec - Undefined for models that take whatever `call` is written for: then the data has the structure.
 * @throws {@link ArgumentError} there are more or fewer than inputs, or a name is missing.
 */
export function matchInputs(
  where: string,
  name: string,
  given: PerInput,
  spec: InputSpec | undefined,
): GivenInputs {
  if (!spec) return byOwnStructure(name, given);
  const { names, shapes } = spec;
  if (shapes === undefined || isShape(shapes)) {
    const alone = isPlainRecord(given) ? ownValue(given, names[0] ?? '') : given;
    if (alone === undefined || alone === null) throw missingError(where, name, given, names);
    return { given: alone as InputArray, name };
  }
  const arrays = isPlainRecord(given)
    ? byNames(given, keysOf(shapes) ?? names)
    : listOf(given, names.length);
  if (!arrays) throw missingError(where, name, given, names);
  let next = 0;
  return mapLeaves<Shape, Leaf>(shapes, isShape, () => {
    const place = next++;
    return { given: arrays[place] as InputArray, name: `${name}.${names[place]}` };
  });
}

/** The keys of a record of inputs, in their order; undefined for lists. */
function keysOf(shapes: Structure<Shape>): readonly string[] | undefined {
  return Array.isArray(shapes) ? undefined : Object.keys(shapes).sort();
}

function byNames(
  given: Readonly<Record<string, unknown>>,
  names: readonly string[],
): readonly unknown[] | undefined {
  const arrays = names.map((one) => ownValue(given, one));
  return arrays.some((one) => one === undefined || one === null) ? undefined : arrays;
}

/** A list with as many arrays as there are inputs. A single one need not stand in a list. */
function listOf(given: unknown, count: number): readonly unknown[] | undefined {
  if (Array.isArray(given) && given.length === count && given.some(isArray)) return given;
  if (count === 1 && isArray(given)) return [given];
  return undefined;
}

const isArray = (value: unknown): boolean =>
  Array.isArray(value) ||
  isTensor(value) ||
  value instanceof NdArray ||
  value instanceof StringArray ||
  isArraySource(value) ||
  ArrayBuffer.isView(value);

/** Lists of arrays and records are several inputs; a list of numbers is one. */
function byOwnStructure(name: string, given: PerInput): GivenInputs {
  const isSeveral =
    isPlainRecord(given) ||
    (Array.isArray(given) &&
      given.some((one) => isTensor(one) || one instanceof NdArray || isPlainRecord(one)));
  if (!isSeveral) return { given: given as InputArray, name };
  return mapLeaves<InputArray, Leaf>(
    given as Structure<InputArray>,
    (value): value is InputArray => isArray(value) && !isSeveralInside(value),
    (leaf, path) => ({ given: leaf, name: `${name}.${path}` }),
  );
}

const isSeveralInside = (value: unknown): boolean =>
  Array.isArray(value) && value.some((one) => isTensor(one) || one instanceof NdArray);

function missingError(
  where: string,
  name: string,
  given: unknown,
  names: readonly string[],
): ArgumentError {
  const several = names.length > 1;
  return new ArgumentError({
    where,
    problem: `\`${name}\` must hold ${several ? `one array for each of the ${names.length} inputs ${listed(names)}` : `an array for the input ${listed(names)}`}, received ${
      Array.isArray(given) ? `a list of ${given.length}` : describe(given)
    }`,
    fix: several
      ? `pass for example { ${names.map((one) => `${one}: …`).join(', ')} }, or a list of arrays in that order`
      : 'pass the array itself',
  });
}

const listed = (names: readonly string[]): string => names.map((one) => `"${one}"`).join(', ');
