/** `tanh`, `sinh` and `cosh`: polynomials near 0, where exponentials cancel, and exponentials elsewhere. */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { ElementwiseContext, UnaryEmitter } from './elementwise-emitter.ts';
import { emitClamp, emitReduced, emitReduction, emitScale } from './exponential.ts';
import { thenMultiplyAdd } from './multiply-add.ts';
import { emitPolynomial } from './polynomial.ts';

const SIGN_BIT = -0x80000000;
/** `(tanh x / x - 1) / x²` in `x²`, up to 0.55. */
const TANH = [1.57394409e-2, -5.23025580e-2, 1.33152470e-1, -3.33327681e-1];
const TANH_LIMIT = 0.55;
/** `(sinh x / x - 1) / x²` in `x²`, up to 1. */
const SINH = [2.03721912945e-4, 8.33028376239e-3, 1.66667160211e-1];

/** `tanh x`. */
export const emitTanh: UnaryEmitter = (f, x, context) => {
  const size = f.local('v128');
  const double = f.local('v128');
  f.get(x).op('f32x4.abs').set(size);
  // 1 - 2 / (e^2|x| + 1), which is 1 from 9.1 on.
  f.get(size).get(size).op('f32x4.add').splat(20).op('f32x4.pmin').set(double);
  const { r, k } = emitReduction(f, double, context);
  f.splat(1).splat(2);
  emitReduced(f, r, context);
  f.get(k).i32(23).op('i32x4.shl').op('i32x4.add').splat(1).op('f32x4.add');
  f.op('f32x4.div').op('f32x4.sub');
  f.get(x).splatI32(SIGN_BIT).op('v128.and').op('v128.or');
  emitOdd(f, x, TANH, context);
  f.get(size).splat(TANH_LIMIT).op('f32x4.ge').op('v128.bitselect');
  f.release(size, double, r, k);
};

/** `sinh x`. */
export const emitSinh: UnaryEmitter = (f, x, context) => {
  const size = f.local('v128');
  const half = f.local('v128');
  f.get(x).op('f32x4.abs').set(size);
  emitHalfExp(f, size, context);
  f.tee(half).splat(0.25).get(half).op('f32x4.div').op('f32x4.sub');
  f.get(x).splatI32(SIGN_BIT).op('v128.and').op('v128.or');
  emitOdd(f, x, SINH, context);
  f.get(size).splat(1).op('f32x4.ge').op('v128.bitselect');
  f.release(size, half);
};

/** `cosh x`. */
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
  const clamped = f.local('v128');
  emitClamp(f, x, 0, 90);
  f.set(clamped);
  const { r, k } = emitReduction(f, clamped, context);
  emitReduced(f, r, context, 0.5);
  emitScale(f, k);
  f.release(clamped, r, k);
}
