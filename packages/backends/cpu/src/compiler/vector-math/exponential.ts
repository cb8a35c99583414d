/**
 * `exp` and what is made of it. `x = k·ln 2 + r` with whole `k` and `|r| ≤ ln 2 / 2`; `e^r` is a polynomial, and `2^k`
 * is put together from bits.
 */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { ElementwiseContext, UnaryEmitter } from './elementwise-emitter.ts';
import { thenMultiplyAdd } from './multiply-add.ts';
import { emitPolynomial } from './polynomial.ts';

/** Adding it rounds to a whole number, which then lies in the low bits. */
const ROUNDER = 1.5 * 2 ** 23;
/** The exponent bits of 1. */
const ONE_BITS = 0x3f800000;
/** ln 2 in two parts; the first has few bits, so that its products with `k` are exact. */
const LN2_HIGH = 355 / 512;
const LN2_LOW = Math.LN2 - LN2_HIGH;
/** `(e^r - 1 - r) / r²`, highest power first. */
const TAIL = [1.37805939e-3, 8.37312452e-3, 4.16695364e-2, 1.6666472e-1, 4.99999851e-1];
/** Beyond these the result is 0, and infinite. */
const LOWEST = -104;
const HIGHEST = 89;

/** `x = k·ln 2 + r`. */
export interface Reduction {
  readonly r: Local;
  /** Whole numbers whose lowest 9 bits are those of `k`; they shift to the right like `k`. */
  readonly k: Local;
}

/** Reduces `x`, which is small enough for `k` to have 9 bits. The caller gives the variables back. */
export function emitReduction(f: FunctionBuilder, x: Local, context: ElementwiseContext): Reduction {
  const r = f.local('v128');
  const k = f.local('v128');
  const whole = f.local('v128');
  f.get(x);
  thenMultiplyAdd(f, Math.LOG2E, ROUNDER, context);
  f.tee(k).splat(ROUNDER).op('f32x4.sub').tee(whole);
  thenMultiplyAdd(f, -LN2_HIGH, x, context);
  f.set(r).get(whole);
  thenMultiplyAdd(f, -LN2_LOW, r, context);
  f.set(r).release(whole);
  return { r, k };
}

/** Leaves `e^r` on the stack, times `scale`. */
export function emitReduced(
  f: FunctionBuilder,
  r: Local,
  context: ElementwiseContext,
  scale = 1,
): void {
  const coefficients = [...TAIL, 1, 1].map((c) => c * scale);
  emitPolynomial(f, r, coefficients, context);
}

/** Leaves `2^k` times the value on the stack, rounded once, for `k` from -250 to 250. */
export function emitScale(f: FunctionBuilder, k: Local): void {
  // In two steps: 2^k may lie outside the normal numbers.
  const half = f.local('v128');
  f.get(k).i32(1).op('i32x4.shr_s').tee(half);
  f.i32(23).op('i32x4.shl').op('i32x4.add');
  f.get(k).get(half).op('i32x4.sub').i32(23).op('i32x4.shl').splatI32(ONE_BITS).op('i32x4.add');
  f.op('f32x4.mul').release(half);
}

/** Leaves `x` on the stack, not below `low` and not above `high`; NaN stays. */
export function emitClamp(f: FunctionBuilder, x: Local, low: number, high: number): void {
  f.get(x).splat(high).op('f32x4.pmin').splat(low).op('f32x4.pmax');
}

/** `e^x`. */
export const emitExp: UnaryEmitter = (f, x, context) => {
  const clamped = f.local('v128');
  emitClamp(f, x, LOWEST, HIGHEST);
  f.set(clamped);
  const { r, k } = emitReduction(f, clamped, context);
  emitReduced(f, r, context);
  emitScale(f, k);
  f.release(clamped, r, k);
};

/** Leaves `e^x` on the stack for `x ≤ 0` (or NaN), in fewer steps. */
export function emitExpOfNegative(f: FunctionBuilder, x: Local, context: ElementwiseContext): void {
  const clamped = f.local('v128');
  f.get(x).splat(LOWEST).op('f32x4.pmax').set(clamped);
  const { r, k } = emitReduction(f, clamped, context);
  // Large enough for the exponent to take k, down to -150, without leaving the normal numbers.
  const scale = 2 ** 100;
  emitReduced(f, r, context, scale);
  f.get(k).i32(23).op('i32x4.shl').op('i32x4.add').splat(1 / scale).op('f32x4.mul');
  f.release(clamped, r, k);
}

/** `e^x - 1`, without loss of digits where `x` is small. */
export const emitExpm1: UnaryEmitter = (f, x, context) => {
  const clamped = f.local('v128');
  // Below the lower bound the result is -1.
  emitClamp(f, x, -25, HIGHEST);
  f.set(clamped);
  const { r, k } = emitReduction(f, clamped, context);
  // 2^k · ((1 - 2^-k + r) + r²·tail): nothing is lost when the ones cancel.
  const sum = f.local('v128');
  f.splat(1).splatI32(ONE_BITS);
  // 2^-64 is nothing beside 1.
  f.get(k).splatI32(ROUNDER_BITS + 64).op('i32x4.min_s').i32(23).op('i32x4.shl').op('i32x4.sub');
  f.op('f32x4.sub').get(r).op('f32x4.add').set(sum);
  emitPolynomial(f, r, TAIL, context);
  f.get(r).op('f32x4.mul');
  thenMultiplyAdd(f, r, sum, context);
  emitScale(f, k);
  // The sign of -0.
  f.get(x).splatI32(-0x80000000).op('v128.and').op('v128.or');
  f.release(clamped, r, k, sum);
};

const ROUNDER_BITS = 0x4b400000;
