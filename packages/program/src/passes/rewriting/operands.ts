/** Reads the parts of an operation. */

import { StateError } from '@myelin/core';
import type { Operation, Value } from '../../ir/program.ts';

/** The input that the kernel knows by that name, if it is there. */
export function inputNamed({ inputs, inputNames }: Operation, name: string): Value | undefined {
  const index = inputNames.indexOf(name);
  return index < 0 ? undefined : inputs[index];
}

/** @throws {@link StateError} the operation has no such input: the program is damaged. */
export function operand(operation: Operation, index: number): Value {
  return required(operation, operation.inputs[index], `input ${index}`);
}

/** @throws {@link StateError} the operation has no output. */
export function resultOf(operation: Operation, index = 0): Value {
  return required(operation, operation.outputs[index], `output ${index}`);
}

function required(operation: Operation, value: Value | undefined, what: string): Value {
  if (value) return value;
  throw new StateError({
    where: operation.kernel,
    problem: `the operation has no ${what}`,
    fix: 'report this: the program was not built correctly',
  });
}

/** An attribute that may be one axis, several or none for all: sorted, not negative. */
export function axesOf(axis: unknown, rank: number): readonly number[] {
  if (axis === null || axis === undefined) return Array.from({ length: rank }, (_, i) => i);
  const listed = Array.isArray(axis) ? (axis as readonly number[]) : [axis as number];
  return [...new Set(listed.map((one) => axisFromFront(one, rank)))].sort((a, b) => a - b);
}

export const axisFromFront = (axis: number, rank: number): number =>
  axis < 0 ? axis + rank : axis;
