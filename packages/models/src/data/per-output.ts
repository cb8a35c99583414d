/** What a caller gives for each output of a model: targets, sample weights. */

import {
  ArgumentError,
  describe,
  formatShape,
  isPlainRecord,
  type NdArray,
  ShapeError,
} from '@myelin/core';
import { type ArrayInput, readArray } from './array-input.ts';

/** One array; for several outputs a list in their order, or a record by their names. */
export type PerOutput =
  | ArrayInput
  | readonly (ArrayInput | null)[]
  | Readonly<Record<string, ArrayInput | null>>;

/** Arrays in the order of the outputs; undefined where an output has none. */
export type OutputArrays = readonly (NdArray | undefined)[];

/** Where arrays come from and go to. */
export interface OutputPlace {
  readonly where: string;
  /** What messages call the arrays: `y`. */
  readonly name: string;
  /** Names of the outputs of the model. */
  readonly outputs: readonly string[];
}

/**
 * Targets in ordinary memory, one array for each output.
 *
 * @throws {@link ArgumentError} there are more or fewer than outputs, or a name is unknown.
 */
export async function readTargets(place: OutputPlace, given: PerOutput): Promise<OutputArrays> {
  return readEach(place, split(place, given));
}

/**
 * Sample weights in ordinary memory, one array for each output. One array serves all.
 *
 * @throws {@link ArgumentError} there are more or fewer than outputs, or a name is unknown.
 * @throws {@link ShapeError} one array for several outputs has more than one weight for a sample.
 */
export async function readWeights(place: OutputPlace, given: PerOutput): Promise<OutputArrays> {
  const { where, name, outputs } = place;
  if (outputs.length === 1 || isPlainRecord(given) || isListOfArrays(given, outputs.length)) {
    return readEach(place, split(place, given));
  }
  const weights = await readArray(where, name, given as ArrayInput);
  if (weights.size !== weights.length) {
    throw new ShapeError({
      where,
      problem: `one \`${name}\` for several outputs must have one weight for each sample, received shape ${formatShape(weights.shape)}`,
      fix: 'pass a list or a record with one array for each output',
    });
  }
  return outputs.map(() => weights);
}

/** Arrays with their names in messages, without those that are missing. */
export function namedArrays(
  { name, outputs }: OutputPlace,
  arrays: OutputArrays,
): [string, NdArray][] {
  return arrays.flatMap((array, i): [string, NdArray][] =>
    array ? [[outputs.length === 1 ? name : `${name}.${outputs[i]}`, array]] : [],
  );
}

async function readEach(
  { where, name, outputs }: OutputPlace,
  given: readonly (ArrayInput | null | undefined)[],
): Promise<OutputArrays> {
  const read: (NdArray | undefined)[] = [];
  for (const [i, one] of given.entries()) {
    const isMissing = outputs.length > 1 && (one === null || one === undefined);
    const called = outputs.length === 1 ? name : `${name}.${outputs[i]}`;
    read.push(isMissing ? undefined : await readArray(where, called, one as ArrayInput));
  }
  return read;
}

function split(
  { where, name, outputs }: OutputPlace,
  given: PerOutput,
): readonly (ArrayInput | null | undefined)[] {
  if (isPlainRecord(given)) {
    const unknown = Object.keys(given).find((key) => !outputs.includes(key));
    if (unknown === undefined) return outputs.map((output) => ownValue(given, output));
    throw new ArgumentError({
      where,
      problem: `\`${name}\` names the output "${unknown}", and the model has ${listed(outputs)}`,
      fix: 'use the names of the outputs, or pass a list in their order',
    });
  }
  if (outputs.length === 1) return [given as ArrayInput];
  if (isListOfArrays(given, outputs.length)) return given;
  throw new ArgumentError({
    where,
    problem: `\`${name}\` must hold one array for each of the ${outputs.length} outputs ${listed(outputs)}, received ${
      Array.isArray(given) ? `a list of ${given.length}` : describe(given)
    }`,
    fix: `pass for example { ${outputs.map((output) => `${output}: …`).join(', ')} }`,
  });
}

/** A list with as many arrays as there are outputs; numbers are no arrays. */
function isListOfArrays(given: unknown, count: number): given is readonly (ArrayInput | null)[] {
  return (
    Array.isArray(given) && given.length === count && given.every((one) => typeof one !== 'number')
  );
}

/** What a record says of a name: `constructor` and its like are names as others are. */
export function ownValue<Value>(
  record: Readonly<Record<string, Value>>,
  name: string,
): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

const listed = (outputs: readonly string[]): string =>
  outputs.map((name) => `"${name}"`).join(', ');
