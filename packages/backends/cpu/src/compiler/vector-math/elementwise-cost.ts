/** How long element-wise operations take, for decisions about what to fuse, divide and compute twice. */

import type { Operation } from '@myelin/program';

/** Measured, in the time of one addition; for four elements. What is not listed takes 1. */
const costs: Readonly<Record<string, number>> = {
  BroadcastTo: 0,
  Sign: 3,
  Step: 3,
  Cast: 2,
  Sqrt: 5,
  RealDiv: 4,
  Reciprocal: 4,
  Rsqrt: 9,
  Exp: 12,
  Expm1: 18,
  Log: 18,
  Log1p: 22,
  Tanh: 24,
  Sigmoid: 20,
  Softplus: 34,
  Erf: 32,
  Sinh: 26,
  Cosh: 18,
  Pow: 80,
  Mod: 60,
  Sin: 200,
  Cos: 200,
  Tan: 200,
  Asin: 200,
  Acos: 200,
  Atan: 200,
  Atan2: 300,
  /** Four numbers out of the sixteen that are made at a time. */
  Philox: 20,
};

/** Time of an element-wise operation on four elements, in the time of one addition. */
export const operationCost = ({ kernel }: Operation): number => costs[kernel] ?? 1;

/** One instruction or two: cheaper to do again than to load the result. */
export const isLightElementwise = (operation: Operation): boolean => operationCost(operation) <= 2;
