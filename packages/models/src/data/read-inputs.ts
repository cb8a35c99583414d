/** The inputs of a model, read into ordinary memory. */

import {
  leavesOf,
  type NdArray,
  type Shape,
  type Structure,
  shapesIn,
  withLeaves,
} from '@myelin/core';
import { type ArrayInput, readArray, readFloatsNow } from './array-input.ts';
import type { Inputs } from './inputs.ts';
import { matchInputRank } from './match-input-rank.ts';
import { type InputSpec, isGivenLeaf, matchInputs, type PerInput } from './per-input.ts';

/** What of a model says which inputs it takes. */
export interface FedModel {
  /** Undefined before the model is built. */
  readonly builtInputShape: Structure<Shape> | undefined;
  /** Undefined where the data says what the inputs are. */
  readonly inputSpec?: InputSpec | undefined;
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
 * Samples in ordinary memory, each array in the rank of its input.
 *
 * @throws {@link ArgumentError} there are more or fewer arrays than inputs.
 * @throws {@link ShapeError} one has another rank, or no batch axis. {@link DataError} one is empty.
 */
export async function readInputs(place: InputPlace, given: PerInput): Promise<ReadInputs> {
  const { where, name, model } = place;
  const matched = matchInputs(where, name, given, model.inputSpec);
  const arrays: NdArray[] = [];
  for (const leaf of leavesOf(matched, isGivenLeaf)) {
    const array = await readArray(where, leaf.name, leaf.given);
    arrays.push(matchInputRank(where, leaf.name, expectedShape(model, arrays.length), array));
  }
  const names = leavesOf(matched, isGivenLeaf).map((leaf) => leaf.name);
  return {
    x: withLeaves(matched, isGivenLeaf, arrays),
    named: arrays.map((array, i) => [names[i] ?? name, array]),
  };
}

/** As {@link readInputs}, as float32 and without waiting. */
export function readInputsNow({ where, name, model }: InputPlace, given: PerInput): Inputs {
  const matched = matchInputs(where, name, given, model.inputSpec);
  const arrays = leavesOf(matched, isGivenLeaf).map((leaf, i) =>
    matchInputRank(
      where,
      leaf.name,
      expectedShape(model, i),
      readFloatsNow(where, leaf.name, leaf.given as ArrayInput),
    ),
  );
  return withLeaves(matched, isGivenLeaf, arrays);
}

function expectedShape({ builtInputShape, inputSpec }: FedModel, input: number): Shape | undefined {
  const shapes = inputSpec?.shapes ?? builtInputShape;
  return shapes && shapesIn(shapes)[input];
}
