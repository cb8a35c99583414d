/** The element-wise kernels on single numbers, as tfjs's cpu backend defines them. Booleans are 0 and 1. */

import { backend_util } from '@tensorflow/tfjs-core';
import type { Attributes, DataType } from '../../ir/program.ts';
import { asStored } from '../rewriting/constants.ts';

/** From operands to result, before it is rounded to the type of the result. */
export type ScalarFunction = (a: number, b: number, c: number) => number;

const { ERF_P, ERF_A1, ERF_A2, ERF_A3, ERF_A4, ERF_A5 } = backend_util;

function erf(x: number): number {
  const t = 1 / (1 + ERF_P * Math.abs(x));
  const series = ((((ERF_A5 * t + ERF_A4) * t + ERF_A3) * t + ERF_A2) * t + ERF_A1) * t;
  return Math.sign(x) * (1 - series * Math.exp(-x * x));
}

/** Beyond it, float32 cannot tell `log(1 + eˣ)` from `x` or `eˣ`. */
const softplusLimit = -Math.log(1.1920928955078125e-7) - 2;

function softplus(x: number): number {
  if (x < -softplusLimit) return Math.exp(x);
  return x > softplusLimit ? x : Math.log(1 + Math.exp(x));
}

/** Ties go to the even neighbour. */
function round(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return x - below < 0.5 ? below : Math.ceil(x);
  return below % 2 === 0 ? below : below + 1;
}

function mod(a: number, b: number): number {
  const rest = a % b;
  return (a < 0 && b < 0) || (a >= 0 && b >= 0) ? rest : (rest + b) % b;
}

const functions: Readonly<Record<string, ScalarFunction>> = {
  Abs: Math.abs,
  Neg: (x) => -x,
  Sign: (x) => (x < 0 ? -1 : x > 0 ? 1 : 0),
  Sqrt: Math.sqrt,
  Rsqrt: (x) => 1 / Math.sqrt(x),
  Reciprocal: (x) => 1 / x,
  Exp: Math.exp,
  Expm1: Math.expm1,
  Log: Math.log,
  Log1p: Math.log1p,
  Sin: Math.sin,
  Cos: Math.cos,
  Tan: Math.tan,
  Asin: Math.asin,
  Acos: Math.acos,
  Atan: Math.atan,
  Sinh: Math.sinh,
  Cosh: Math.cosh,
  Tanh: Math.tanh,
  Sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  Softplus: softplus,
  Erf: erf,
  Floor: Math.floor,
  Ceil: Math.ceil,
  Round: round,
  Relu: (x) => Math.max(0, x),
  IsNan: (x) => Number(Number.isNaN(x)),
  IsFinite: (x) => Number(Number.isFinite(x)),
  IsInf: (x) => Number(Math.abs(x) === Number.POSITIVE_INFINITY),
  LogicalNot: (x) => Number(x === 0),
  BroadcastTo: (x) => x,
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Multiply: (a, b) => a * b,
  RealDiv: (a, b) => a / b,
  Maximum: (a, b) => Math.max(a, b),
  Minimum: (a, b) => Math.min(a, b),
  Pow: (a, b) => a ** b,
  Mod: mod,
  Atan2: Math.atan2,
  Equal: (a, b) => Number(a === b),
  NotEqual: (a, b) => Number(a !== b),
  Less: (a, b) => Number(a < b),
  LessEqual: (a, b) => Number(a <= b),
  Greater: (a, b) => Number(a > b),
  GreaterEqual: (a, b) => Number(a >= b),
  LogicalAnd: (a, b) => Number(a !== 0 && b !== 0),
  LogicalOr: (a, b) => Number(a !== 0 || b !== 0),
  Select: (condition, t, e) => (condition === 0 ? e : t),
};

/** The kernel as a function of single numbers; undefined if it is not element-wise, or random. */
export function scalarFunction(kernel: string, attributes: Attributes): ScalarFunction | undefined {
  if (kernel === 'Step') {
    const alpha = (attributes.alpha ?? 0) as number;
    return (x) => (Number.isNaN(x) ? x : x > 0 ? 1 : alpha);
  }
  if (kernel === 'Cast') return (x) => asStored(x, attributes.dtype as DataType);
  return Object.hasOwn(functions, kernel) ? functions[kernel] : undefined;
}
