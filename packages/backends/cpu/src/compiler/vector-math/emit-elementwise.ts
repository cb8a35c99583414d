/**
 * Element-wise primitives on four elements at a time: a table by the type of the operands and the name of the kernel.
 */

import type { DataType, Operation } from '@myelin/program';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { floatArithmetic, floatBinaryArithmetic } from './arithmetic.ts';
import { emitCast } from './cast.ts';
import {
  floatComparisons,
  floatTests,
  integerComparisons,
  maskBinaryLogic,
  maskLogic,
} from './comparisons.ts';
import type { BinaryTable, ElementwiseContext, UnaryTable } from './elementwise-emitter.ts';
import { emitErf } from './error-function.ts';
import { emitExp, emitExpm1 } from './exponential.ts';
import { binaryTrigonometry, emitIntegerPow, trigonometry } from './host-lanes.ts';
import { emitCosh, emitSinh, emitTanh } from './hyperbolic.ts';
import { integerArithmetic, integerBinaryArithmetic } from './integer-arithmetic.ts';
import { emitLog, emitLog1p } from './logarithm.ts';
import { emitPow } from './power.ts';
import { emitFloatMod, emitIntegerDiv, emitIntegerMod } from './remainder.ts';
import { emitSigmoid } from './sigmoid.ts';
import { emitCos, emitSin } from './sine.ts';
import { emitSoftplus } from './softplus.ts';

const unary: Readonly<Record<DataType, UnaryTable>> = {
  float32: {
    ...floatArithmetic,
    ...floatTests,
    ...trigonometry,
    Exp: emitExp,
    Expm1: emitExpm1,
    Log: emitLog,
    Log1p: emitLog1p,
    Sin: emitSin,
    Cos: emitCos,
    Sinh: emitSinh,
    Cosh: emitCosh,
    Tanh: emitTanh,
    Sigmoid: emitSigmoid,
    Softplus: emitSoftplus,
    Erf: emitErf,
    Cast: emitCast,
  },
  int32: { ...integerArithmetic, Cast: emitCast },
  bool: { ...maskLogic, Cast: emitCast },
};

const binary: Readonly<Record<DataType, BinaryTable>> = {
  float32: {
    ...floatBinaryArithmetic,
    ...floatComparisons,
    ...binaryTrigonometry,
    Pow: emitPow,
    Mod: emitFloatMod,
  },
  int32: {
    ...integerBinaryArithmetic,
    ...integerComparisons,
    RealDiv: emitIntegerDiv,
    Mod: emitIntegerMod,
    Pow: emitIntegerPow,
  },
  bool: maskBinaryLogic,
};

/**
 * Leaves the result of `operation` for four elements on the stack. The operands are variables with four elements each:
 * float32, int32, or masks where the type is bool.
 *
 * @throws RangeError - {@link elementwiseRefusal} names what is missing.
 */
export function emitElementwise(
  f: FunctionBuilder,
  operation: Operation,
  operands: readonly Local[],
  context: ElementwiseContext,
): void {
  const { kernel, inputs } = operation;
  const dtype = inputs[0]?.dtype ?? 'float32';
  const [a, b, c] = operands;
  const two = binary[dtype][kernel];
  const one = unary[dtype][kernel];
  if (kernel === 'Select' && a && b && c) f.get(b).get(c).get(a).op('v128.bitselect');
  else if (two && a && b) two(f, a, b, context, operation);
  else if (one && a) one(f, a, context, operation);
  else throw new RangeError(`${kernel} of ${dtype} is no element-wise operation on 4 elements`);
}

/** Why {@link emitElementwise} cannot write an operation; undefined if it can. */
export function elementwiseRefusal({ kernel, inputs }: Operation): string | undefined {
  const dtype = inputs[0]?.dtype ?? 'float32';
  if (kernel === 'Select' || binary[dtype][kernel] || unary[dtype][kernel]) return undefined;
  return `${kernel} of ${dtype}`;
}
