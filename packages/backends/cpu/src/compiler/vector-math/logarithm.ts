/**
 * `log` and `log1p`: the argument is `2^e·(1 + t)` with `t` from -1/3 to 1/3; `log(1 + t)` is a polynomial.
 */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { ElementwiseContext, UnaryEmitter } from './elementwise-emitter.ts';
import { thenMultiplyAdd } from './multiply-add.ts';
import { emitPolynomial } from './polynomial.ts';
import { LN2_HIGH, LN2_LOW, ONE_BITS } from './reduced-exponential.ts';
import { emitSignOf } from './sign-of.ts';

/** The bits of 2/3, where the mantissas begin. */
const FIRST_MANTISSA = 0x3f2aaaab;
const EXPONENT_MASK = -0x00800000;
const SMALLEST_NORMAL = 2 ** -126;
/** Makes subnormal numbers normal. */
const LIFT_EXPONENT = 23;
const LIFT = 2 ** LIFT_EXPONENT;
/** `(log(1 + t) - t + t²/2) / t³`, highest power first. */
const TAIL = [
  -0.130310059, 0.140869141, -0.121483684, 0.139814854, -0.166846126, 0.200120345, -0.2499962,
  0.333331972,
];

/**
 * `log x`: -∞ for 0, NaN for negative numbers.
 *
 * @error ≤ 1.9 ulp
 */
export const emitLog: UnaryEmitter = (f, x, context) => {
  const subnormal = f.local('v128');
  const normal = f.local('v128');
  const exponent = f.local('v128');
  const e = f.local('v128');
  const t = f.local('v128');
  f.get(x).splat(SMALLEST_NORMAL).op('f32x4.lt').set(subnormal);
  f.get(x).splat(LIFT).op('f32x4.mul').get(x).get(subnormal).op('v128.bitselect').tee(normal);
  emitExponent(f, exponent);
  f.get(exponent).i32(23).op('i32x4.shr_s').op('f32x4.convert_i32x4_s');
  f.get(subnormal).splat(LIFT_EXPONENT).op('v128.and').op('f32x4.sub').set(e);
  f.get(normal).get(exponent).op('i32x4.sub').splat(1).op('f32x4.sub').set(t);
  emitSum(f, e, t, 0, context);
  emitSpecial(f, x);
  f.release(subnormal, normal, exponent, e, t);
};

/**
 * `log(1 + x)`, without loss of digits where `x` is small.
 *
 * @error ≤ 1.9 ulp
 */
export const emitLog1p: UnaryEmitter = (f, x, context) => {
  const sum = f.local('v128');
  f.get(x).splat(1).op('f32x4.add').set(sum);
  emitLogarithmOfSum(f, x, sum, 0, context);
  emitSpecial(f, sum);
  emitSignOf(f, x);
  f.release(sum);
};

/** Leaves `log(1 + x) + small` on the stack for finite `x > -1`, given the sum as it is rounded. */
export function emitLogarithmOfSum(
  f: FunctionBuilder,
  x: Local,
  sum: Local,
  small: Local | number,
  context: ElementwiseContext,
): void {
  const exponent = f.local('v128');
  const e = f.local('v128');
  const t = f.local('v128');
  f.get(sum);
  emitExponent(f, exponent);
  f.get(exponent).i32(23).op('i32x4.shr_s').op('f32x4.convert_i32x4_s').set(e);
  // 2^-e·x + (2^-e - 1) keeps the digits that 1 + x loses. Where 2^-e is not normal it may be 0.
  f.get(x).get(exponent).op('i32x4.sub');
  f.splatI32(ONE_BITS).get(exponent).op('i32x4.sub').splatI32(0).op('i32x4.max_s');
  f.splat(1).op('f32x4.sub').op('f32x4.add').set(t);
  emitSum(f, e, t, small, context);
  f.release(exponent, e, t);
}

/** Of the number on the stack, the exponent that leaves a mantissa from 2/3 to 4/3, in its place among the bits. */
function emitExponent(f: FunctionBuilder, exponent: Local): void {
  f.splatI32(FIRST_MANTISSA).op('i32x4.sub').splatI32(EXPONENT_MASK).op('v128.and').set(exponent);
}

/** Leaves `e·ln 2 + log(1 + t) + small` on the stack. */
function emitSum(
  f: FunctionBuilder,
  e: Local,
  t: Local,
  small: Local | number,
  context: ElementwiseContext,
): void {
  const high = f.local('v128');
  const low = f.local('v128');
  const square = f.local('v128');
  f.get(e);
  thenMultiplyAdd(f, LN2_HIGH, t, context);
  f.set(high).get(e);
  thenMultiplyAdd(f, LN2_LOW, small, context);
  f.set(low).get(t).get(t).op('f32x4.mul').set(square);
  emitPolynomial(f, t, TAIL, context);
  thenMultiplyAdd(f, t, -0.5, context);
  thenMultiplyAdd(f, square, low, context);
  f.get(high).op('f32x4.add');
  f.release(high, low, square);
}

/** Puts the value on the stack right for arguments that are 0, negative, infinite or NaN. */
function emitSpecial(f: FunctionBuilder, x: Local): void {
  f.get(x).get(x).splat(Infinity).op('f32x4.lt').op('v128.bitselect');
  // All bits set is a NaN.
  f.get(x).splat(0).op('f32x4.lt').op('v128.or');
  f.splat(-Infinity).get(x).splat(0).op('f32x4.ne').op('v128.bitselect');
}
