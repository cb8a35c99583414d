import { shapeSize } from '@myelin/core';
import { isElementwise, isReduction } from '../ir/primitives.ts';
import type { Operation } from '../ir/program.ts';
import { isConcatInPlace, isSliceInPlace } from './moves-in-place.ts';

/** Sizes of the axes of a shape that are longer than 1. Shapes of one space have the same elements in the same order. */
export const spaceOf = (shape: readonly number[]): readonly number[] =>
  shape.filter((size) => size !== 1);

/** The shape that an operation goes through element by element: its result, or what it reduces or joins. */
export function iteratedShape(operation: Operation): readonly number[] {
  const isOverInput = isReduction(operation) || isConcatInPlace(operation);
  const value = isOverInput ? operation.inputs[0] : operation.outputs[0];
  return value?.shape ?? [];
}

const keys = new WeakMap<Operation, string>();

/** The space as text, to compare it. */
export function spaceKey(operation: Operation): string {
  const known = keys.get(operation);
  if (known !== undefined) return known;
  const key = spaceOf(iteratedShape(operation)).join('×');
  keys.set(operation, key);
  return key;
}

/** Number of elements that an operation goes through. */
export const spaceSize = (operation: Operation): number => shapeSize(iteratedShape(operation));

/** Whether an operation is done in a loop with others; the rest are tasks by themselves. */
export const isLoopWork = (operation: Operation): boolean =>
  isElementwise(operation) ||
  isReduction(operation) ||
  isSliceInPlace(operation) ||
  isConcatInPlace(operation);
