/**
 * The parts of exponentials: `x = k·ln 2 + r` with whole `k` and `|r| ≤ ln 2 / 2`; `e^r` is a polynomial, and `2^k` is
 * put together from bits.
 */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { ElementwiseContext } from './elementwise-emitter.ts';
import { thenMultiplyAdd } from './multiply-add.ts';
import { emitPolynomial } from './polynomial.ts';

/** Adding it rounds to a whole number, which then lies in the low bits. */
const ROUNDER = 1.5 * 2 ** 23;
/** Its bits: those of {@link Reduction.k} for `k = 0`. */
export const ROUNDER_BITS = 0x4b400000;
/** The bits of the float 1. */
export const ONE_BITS = 0x3f800000;
/** ln 2 in two parts; the first has few bits, so that its products with `k` are exact. */
export const LN2_HIGH = 355 / 512;
export const LN2_LOW = Math.LN2 - LN2_HIGH;
/** `(e^r - 1 - r) / r²`, highest power first. */
export const EXPONENTIAL_TAIL: readonly number[] = [
  1.37805939e-3, 8.37312452e-3, 4.16695364e-2, 1.6666472e-1, 4.99999851e-1,
];

/** `x = k·ln 2 + r`. */
export interface Reduction {
  readonly r: Local;
  /** Whole numbers whose lowest 9 bits are those of `k`; they shift to the right like `k`. */
  readonly k: Local;
}

/** Reduces `x`, which is small enough for `k` to have 9 bits. The caller gives the variables back. */
export function emitReduction(
  f: FunctionBuilder,
  x: Local,
  context: ElementwiseContext,
): Reduction {
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

/** Leaves `scale·e^r` on the stack. */
export function emitReduced(
  f: FunctionBuilder,
  r: Local,
  context: ElementwiseContext,
  scale = 1,
): void {
  const coefficients = [...EXPONENTIAL_TAIL, 1, 1].map((c) => c * scale);
  emitPolynomial(f, r, coefficients, context);
}

/** Leaves `2^k` times the value on the stack, rounded once, for `k` from -250 to 250. */
export function emitScaled(f: FunctionBuilder, k: Local): void {
  // In two steps: 2^k may lie outside the normal numbers. As factors: adding to the bits would not keep NaN.
  const half = f.local('v128');
  f.get(k).i32(1).op('i32x4.shr_s').tee(half);
  emitPowerOfTwo(f, ONE_BITS);
  f.op('f32x4.mul').get(k).get(half).op('i32x4.sub');
  emitPowerOfTwo(f, ONE_BITS);
  f.op('f32x4.mul').release(half);
}

/** Leaves `2^k` on the stack for the `k` there, times the float whose bits are given; the product is normal. */
export function emitPowerOfTwo(f: FunctionBuilder, bits: number): void {
  f.i32(23).op('i32x4.shl').splatI32(bits).op('i32x4.add');
}

/** Sets a new variable to `x`, not below `low` and not above `high`; NaN stays. The caller gives it back. */
export function emitClamped(f: FunctionBuilder, x: Local, low: number, high: number): Local {
  const clamped = f.local('v128');
  f.get(x).splat(high).op('f32x4.pmin').splat(low).op('f32x4.pmax').set(clamped);
  return clamped;
}
