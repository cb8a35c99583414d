/** Arithmetic: compound operations become sums and products, and operands get one type. */

import { binaryKernels } from '../../ir/primitives.ts';
import type { DataType, Value } from '../../ir/program.ts';
import { inputNamed, operand, resultOf } from '../rewriting/operands.ts';
import type { OperationMaker } from '../rewriting/operation-maker.ts';
import type { Rewrite } from '../rewriting/rewrite-program.ts';

const byGenerality: readonly DataType[] = ['bool', 'int32', 'float32'];

const moreGeneral = (a: DataType, b: DataType): DataType =>
  byGenerality.indexOf(a) > byGenerality.indexOf(b) ? a : b;

const typed =
  (kernel: string): Rewrite =>
  (operation, make) => {
    const a = operand(operation, 0);
    const b = operand(operation, 1);
    if (a.dtype === b.dtype) return undefined;
    const type = moreGeneral(a.dtype, b.dtype);
    const result = make.binary(kernel, make.cast(a, type), make.cast(b, type));
    return make.cast(result, resultOf(operation).dtype);
  };

const square: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  return make.binary('Multiply', x, x);
};

const squaredDifference: Rewrite = (operation, make) => {
  const type = resultOf(operation).dtype;
  const [a, b] = operandsIn(operation.inputs, type, make);
  const difference = make.binary('Sub', a as Value, b as Value);
  return make.binary('Multiply', difference, difference);
};

const addN: Rewrite = (operation, make) =>
  operation.inputs
    .slice(1)
    .reduce((sum, next) => make.binary('Add', sum, next), operand(operation, 0));

/** In float32, which is exact for whole numbers below 2^24. */
const floorDiv: Rewrite = (operation, make) => {
  const [a, b] = operandsIn(operation.inputs, 'float32', make);
  const quotient = make.binary('RealDiv', a as Value, b as Value);
  return make.cast(make.unary('Floor', quotient), resultOf(operation).dtype);
};

const select: Rewrite = (operation, make) => {
  const condition = inputNamed(operation, 'condition') ?? operand(operation, 0);
  const t = inputNamed(operation, 't') ?? operand(operation, 1);
  const e = inputNamed(operation, 'e') ?? operand(operation, 2);
  const { dtype } = resultOf(operation);
  if (condition.dtype === 'bool' && t.dtype === dtype && e.dtype === dtype) return undefined;
  return make.select(make.cast(condition, 'bool'), make.cast(t, dtype), make.cast(e, dtype));
};

const cast: Rewrite = (operation) => {
  const x = operand(operation, 0);
  return x.dtype === resultOf(operation).dtype ? x : undefined;
};

function operandsIn(
  inputs: readonly Value[],
  type: DataType,
  make: OperationMaker,
): readonly Value[] {
  return inputs.map((input) => make.cast(input, type));
}

export const arithmeticRewrites: Readonly<Record<string, Rewrite>> = {
  ...Object.fromEntries(binaryKernels.map((kernel) => [kernel, typed(kernel)])),
  Square: square,
  SquaredDifference: squaredDifference,
  AddN: addN,
  FloorDiv: floorDiv,
  Select: select,
  Cast: cast,
};
