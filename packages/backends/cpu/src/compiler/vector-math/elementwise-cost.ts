/** How long element-wise operations take, for decisions about what to fuse, divide and compute twice. */

import type { Operation } from '@myelin/program';
import { constantOperand } from './constant-operand.ts';
import { isShortPow, knownBase } from './power.ts';

/** Measured on float32, in the time of one addition (about 0.2 ns), for four elements. What is not listed takes 1. */
const costs: Readonly<Record<string, number>> = {
  BroadcastTo: 0,
  Sign: 5,
  Step: 5,
  Cast: 2,
  Select: 3,
  Maximum: 4,
  Minimum: 4,
  Sqrt: 4,
  RealDiv: 4,
  Reciprocal: 4,
  Rsqrt: 8,
  Exp: 14,
  Cosh: 17,
  Expm1: 17,
  Log: 25,
  Log1p: 24,
  Tanh: 26,
  Sinh: 26,
  Sigmoid: 34,
  Erf: 38,
  Mod: 46,
  Sin: 52,
  Cos: 52,
  Softplus: 54,
  Pow: 130,
  // One call of the host for each element.
  Tan: 220,
  Asin: 220,
  Acos: 220,
  Atan: 220,
  Atan2: 300,
  /** Four of the sixteen numbers that are made at a time. */
  Philox: 40,
};

/** Time of an element-wise operation on four elements, in the time of one addition. */
export function operationCost(operation: Operation): number {
  const { kernel, inputs } = operation;
  const isInteger = inputs[0]?.dtype === 'int32';
  if (kernel === 'Maximum' || kernel === 'Minimum') {
    const isKnown = [0, 1].some((i) => constantOperand(operation, i) !== undefined);
    return isKnown || isInteger ? 1 : 4;
  }
  if (kernel === 'Pow' && isShortPow(operation)) return 2;
  if (kernel === 'Pow' && !isInteger && knownBase(operation) !== undefined) return 40;
  if (kernel === 'RealDiv' && isInteger) return 20;
  return costs[kernel] ?? 1;
}

/** A few instructions: cheaper to do again than to store the result and load it. */
export const isLightElementwise = (operation: Operation): boolean => operationCost(operation) <= 3;
