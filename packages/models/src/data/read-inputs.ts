/** The inputs of a model, read into ordinary memory. */

import {
  leavesOf,
  NdArray,
  type Shape,
  ShapeError,
  type Structure,
  shapesIn,
  withLeaves,
} from '@myelin/core';
import type { HostArray, HostStage } from '../functional/host-stage.ts';
import { type ArrayInput, readArray, readFloatsNow } from './array-input.ts';
import type { Inputs } from './inputs.ts';
import { matchInputRank } from './match-input-rank.ts';
import { type InputSpec, isGivenLeaf, matchInputs, type PerInput } from './per-input.ts';
import { readTexts } from './text-input.ts';

/** What of a model says which inputs it takes. */
export interface FedModel {
  /** Undefined before the model is built. */
  readonly builtInputShape: Structure<Shape> | undefined;
  /** Undefined where the data says what the inputs are. */
  readonly inputSpec?: InputSpec | undefined;
  /** Layers that run while data is read, for models that have such. */
  readonly hostStage?: HostStage | undefined;
}

/** What samples are read for. */
export interface InputPlace {
  /** What messages call the data. */
  readonly where: string;
  /** What messages call the arrays: `x`. */
  readonly name: string;
  readonly model: FedModel;
}

/** Arrays with the names that messages call them by. */
export interface ReadInputs {
  readonly x: Inputs;
  readonly named: readonly (readonly [name: string, array: NdArray])[];
}

/**
 * Samples in ordinary memory, each array in the rank of its input, and through the layers that run while data is read.
 *
 * @throws {@link ArgumentError} there are more or fewer arrays than inputs.
 * @throws {@link ShapeError} one has another rank, or no batch axis. {@link DataError} one is empty.
 */
export async function readInputs(place: InputPlace, given: PerInput): Promise<ReadInputs> {
  const { where, name, model } = place;
  const matched = matchInputs(where, name, given, model.inputSpec);
  const arrays: HostArray[] = [];
  const named: [string, NdArray][] = [];
  for (const leaf of leavesOf(matched, isGivenLeaf)) {
    const at = arrays.length;
    const array = isText(model, at)
      ? readTexts(where, leaf.name, leaf.given)
      : await readArray(where, leaf.name, leaf.given as ArrayInput);
    const matching = matchInputRank(where, leaf.name, expectedShape(model, at), array);
    arrays.push(matching);
    if (matching instanceof NdArray) named.push([leaf.name, matching]);
  }
  const { hostStage } = model;
  if (!hostStage) return { x: withLeaves(matched, isGivenLeaf, arrays as NdArray[]), named };
  requireEqualLengths(where, name, arrays);
  const x = await hostStage.prepare(arrays);
  return { x, named: named.length > 0 ? named : x.map((one) => [name, one] as const) };
}

/** As {@link readInputs}, as float32 and without waiting. */
export function readInputsNow({ where, name, model }: InputPlace, given: PerInput): Inputs {
  const matched = matchInputs(where, name, given, model.inputSpec);
  const arrays = leavesOf(matched, isGivenLeaf).map((leaf, i) => {
    const array = isText(model, i)
      ? readTexts(where, leaf.name, leaf.given)
      : readFloatsNow(where, leaf.name, leaf.given as ArrayInput);
    return matchInputRank(where, leaf.name, expectedShape(model, i), array);
  });
  const { hostStage } = model;
  if (!hostStage) return withLeaves(matched, isGivenLeaf, arrays as NdArray[]);
  requireEqualLengths(where, name, arrays);
  return hostStage.prepareNow(arrays);
}

const isText = ({ inputSpec }: FedModel, input: number): boolean =>
  inputSpec?.types?.[input] === 'string';

function requireEqualLengths(where: string, name: string, arrays: readonly HostArray[]): void {
  const lengths = arrays.map(({ length }) => length);
  if (new Set(lengths).size <= 1) return;
  throw new ShapeError({
    where,
    problem: `all arrays of \`${name}\` must have equally many rows, received ${lengths.join(', ')}`,
    fix: 'pass one row for each sample in every array',
  });
}

function expectedShape({ builtInputShape, inputSpec }: FedModel, input: number): Shape | undefined {
  const shapes = inputSpec?.shapes ?? builtInputShape;
  return shapes && shapesIn(shapes)[input];
}
