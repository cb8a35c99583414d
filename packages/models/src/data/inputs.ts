/** The inputs of a model in ordinary memory: one array, or as many as it takes, in their structure. */

import {
  type KnownShape,
  leavesOf,
  mapLeaves,
  NdArray,
  type Shape,
  type Structure,
  shapesAgree,
  type Tensor,
  type Tensors,
  withLeaves,
} from '@myelin/core';

export type Inputs = Structure<NdArray>;

/** The arrays, in the order of the inputs. */
export const arraysIn = (inputs: Inputs): NdArray[] => leavesOf(inputs, isNdArray);

/** Number of samples. */
export const rowsOf = (inputs: Inputs): number => arraysIn(inputs)[0]?.length ?? 0;

/** Inputs with others in the place of each. */
export function mapInputs(inputs: Inputs, change: (array: NdArray) => NdArray): Inputs {
  return mapLeaves(inputs, isNdArray, change);
}

/** Shapes for which a model is built, with the batch axis open. */
export function inputShapes(inputs: Inputs): Structure<Shape> {
  return mapLeaves<NdArray, Shape>(inputs, isNdArray, ({ shape }) => [null, ...shape.slice(1)]);
}

/** Whether the arrays have these shapes. */
export function haveShapes(inputs: Inputs, shapes: readonly KnownShape[]): boolean {
  const fits = (array: NdArray | undefined, i: number): boolean =>
    shapesAgree(array?.shape ?? [], shapes[i] ?? []);
  if (isNdArray(inputs)) return shapes.length === 1 && fits(inputs, 0);
  const arrays = arraysIn(inputs);
  return arrays.length === shapes.length && arrays.every(fits);
}

/** Tensors in the structure of the inputs. */
export function asTensors(inputs: Inputs, tensors: readonly Tensor[]): Tensors {
  return withLeaves(inputs, isNdArray, tensors);
}

const isNdArray = (value: unknown): value is NdArray => value instanceof NdArray;
