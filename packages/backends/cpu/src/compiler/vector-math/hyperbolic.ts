/** `tanh`, `sinh` and `cosh`: polynomials near 0, where exponentials cancel, and exponentials elsewhere. */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { ElementwiseContext, UnaryEmitter } from './elementwise-emitter.ts';
import { thenMultiplyAdd } from './multiply-add.ts';
import { emitPolynomial } from './polynomial.ts';
import {
  emitClamped,
  emitPowerOfTwo,
  emitReduced,
  emitReduction,
  emitScaled,
  ONE_BITS,
} from './reduced-exponential.ts';
import { emitSignOf } from './sign-of.ts';

/** `(tanh x / x - 1) / x²` in `x²`, up to 0.55. Relative error of the whole 2^-29.8. */
const TANH = [-0.00627423971, 0.02107167916, -0.05385230993, 0.1333258614, -0.3333331756];
const TANH_LIMIT = 0.55;
/** `(sinh x / x - 1) / x²` in `x²`, up to 1. */
const SINH = [2.03721912945e-4, 8.33028376239e-3, 1.66667160211e-1];

/**
 * `tanh x`.
 *
 * @error ≤ 1.6 ulp
 */
export const emitTanh: UnaryEmitter = (f, x, context) => {
  const size = f.local('v128');
  const double = f.local('v128');
  f.get(x).op('f32x4.abs').set(size);
  // 1 - 2 / (e^2|x| + 1), which is 1 from 9.1 on.
  f.get(size).get(size).op('f32x4.add').splat(20).op('f32x4.pmin').set(double);
  const { r, k } = emitReduction(f, double, context);
  f.splat(1).splat(2);
  emitReduced(f, r, context);
  f.get(k);
  emitPowerOfTwo(f, ONE_BITS);
  f.op('f32x4.mul').splat(1).op('f32x4.add').op('f32x4.div').op('f32x4.sub');
  emitOdd(f, size, TANH, context);
  f.get(size).splat(TANH_LIMIT).op('f32x4.ge').op('v128.bitselect');
  emitSignOf(f, x);
  f.release(size, double, r, k);
};

/**
 * `sinh x`.
 *
 * @error ≤ 1.8 ulp
 */
export const emitSinh: UnaryEmitter = (f, x, context) => {
  const size = f.local('v128');
  const half = f.local('v128');
  f.get(x).op('f32x4.abs').set(size);
  emitHalfExp(f, size, context);
  f.tee(half).splat(0.25).get(half).op('f32x4.div').op('f32x4.sub');
  emitOdd(f, size, SINH, context);
  f.get(size).splat(1).op('f32x4.ge').op('v128.bitselect');
  emitSignOf(f, x);
  f.release(size, half);
};

/**
 * `cosh x`.
 *
 * @error ≤ 1.7 ulp
 */
export const emitCosh: UnaryEmitter = (f, x, context) => {
  const size = f.local('v128');
  const half = f.local('v128');
  f.get(x).op('f32x4.abs').set(size);
  emitHalfExp(f, size, context);
  f.tee(half).splat(0.25).get(half).op('f32x4.div').op('f32x4.add');
  f.release(size, half);
};

/** Leaves `x + x·x²·p(x²)` on the stack. */
function emitOdd(
  f: FunctionBuilder,
  x: Local,
  coefficients: readonly number[],
  context: ElementwiseContext,
): void {
  const square = f.local('v128');
  f.get(x).get(x).op('f32x4.mul').set(square);
  emitPolynomial(f, square, coefficients, context);
  f.get(square).op('f32x4.mul');
  thenMultiplyAdd(f, x, x, context);
  f.release(square);
}

/** Leaves `e^x / 2` on the stack, which is finite a little longer than `e^x`. */
function emitHalfExp(f: FunctionBuilder, x: Local, context: ElementwiseContext): void {
  const clamped = emitClamped(f, x, 0, 90);
  const { r, k } = emitReduction(f, clamped, context);
  emitReduced(f, r, context, 0.5);
  emitScaled(f, k);
  f.release(clamped, r, k);
}
