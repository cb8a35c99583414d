/**
 * Computes what is known beforehand: element-wise operations, moves and reductions of constants.
 *
 * Constants with one element everywhere may have any size; others are folded up to 4096 elements, so that a program
 * does not grow. Arithmetic is tfjs's own on the cpu: in float64, rounded to float32 after each operation.
 */

import { shapeSize } from '@myelin/core';
import { isElementwise, isReduction } from '../ir/primitives.ts';
import type { Operation, Program, Value } from '../ir/program.ts';
import { scalarFunction } from './folding/scalar-functions.ts';
import { broadcastStrides } from './rewriting/broadcast.ts';
import { asStored, constantOf, filled, fillOf, isConstant } from './rewriting/constants.ts';
import { operand, resultOf } from './rewriting/operands.ts';
import type { Rewrite } from './rewriting/rewrite-program.ts';
import { firstOf, rewriteProgram } from './rewriting/rewrite-program.ts';

const maxElements = 4096;

/** Kernels whose result holds no elements but those of their inputs. */
const moves: ReadonlySet<string> = new Set([
  ...['Reshape', 'BroadcastTo', 'Transpose', 'Slice', 'StridedSlice', 'Reverse', 'Tile', 'Concat'],
  ...['MaxPool', 'MirrorPad'],
]);

const elementwise: Rewrite = (operation) => {
  if (!isElementwise(operation) || !operation.inputs.every(isConstant)) return undefined;
  const compute = scalarFunction(operation.kernel, operation.attributes);
  if (!compute || operation.inputs.length === 0) return undefined;
  const { shape, dtype } = resultOf(operation);
  const fills = operation.inputs.map(fillOf);
  if (!fills.includes(undefined)) {
    const [a = 0, b = 0, c = 0] = fills;
    return filled(compute(a, b, c), shape, dtype);
  }
  if (shapeSize(shape) > maxElements) return undefined;
  const read = operation.inputs.map((input) => reader(input, shape));
  const elements = newElements(operation, shapeSize(shape));
  const [a = zero, b = zero, c = zero] = read;
  for (let i = 0; i < elements.length; i++) {
    elements[i] = asStored(compute(a(i), b(i), c(i)), dtype);
  }
  return constantOf(elements, shape, dtype);
};

const zero = (): number => 0;

const newElements = (operation: Operation, count: number): Float32Array | Int32Array =>
  resultOf(operation).dtype === 'float32' ? new Float32Array(count) : new Int32Array(count);

/** Element of a constant at a row-major place of a shape that it is stretched to. */
function reader({ origin, shape: from }: Value, shape: readonly number[]): (i: number) => number {
  if (origin.kind !== 'constant') return zero;
  const { constant } = origin;
  if (constant.kind === 'fill') return () => constant.value;
  const { elements } = constant;
  const strides = broadcastStrides(from, shape);
  return (i) => {
    let rest = i;
    let offset = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const size = shape[axis] ?? 1;
      offset += (rest % size) * (strides[axis] ?? 0);
      rest = Math.floor(rest / size);
    }
    return elements[offset] ?? 0;
  };
}

/** Elements of one kind, wherever they go. */
const moved: Rewrite = (operation) => {
  if (!moves.has(operation.kernel)) return undefined;
  const { shape, dtype } = resultOf(operation);
  const value = fillOf(operand(operation, 0));
  if (value !== undefined && operation.inputs.every((input) => Object.is(fillOf(input), value))) {
    return filled(value, shape, dtype);
  }
  const { origin } = operand(operation, 0);
  const renamed = operation.kernel === 'Reshape' && origin.kind === 'constant';
  return renamed ? { shape, dtype, origin } : undefined;
};

const reduced: Rewrite = (operation) => {
  if (!isReduction(operation)) return undefined;
  const x = operand(operation, 0);
  const value = fillOf(x);
  const { shape, dtype } = resultOf(operation);
  const count = shapeSize(x.shape) / shapeSize(shape);
  if (value === undefined || !(count >= 1)) return undefined;
  if (operation.kernel === 'Sum') return filled(value * count, shape, dtype);
  return filled(operation.kernel === 'Prod' ? value ** count : value, shape, dtype);
};

const rewrite = firstOf(elementwise, moved, reduced);

/** Replaces operations on constants by their results. */
export function foldConstants(program: Program): Program {
  return rewriteProgram(program, rewrite);
}
