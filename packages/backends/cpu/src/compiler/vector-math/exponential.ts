import type { UnaryEmitter } from './elementwise-emitter.ts';
import { thenMultiplyAdd } from './multiply-add.ts';
import { emitPolynomial } from './polynomial.ts';
import {
  EXPONENTIAL_TAIL,
  emitClamped,
  emitReduced,
  emitReduction,
  emitScaled,
  ONE_BITS,
  ROUNDER_BITS,
} from './reduced-exponential.ts';
import { emitSignOf } from './sign-of.ts';

/** From here on the result is infinite. */
const HIGHEST = 89;

/**
 * `e^x`.
 *
 * @error ≤ 1.2 ulp
 */
export const emitExp: UnaryEmitter = (f, x, context) => {
  // Below -104 the result is 0.
  const clamped = emitClamped(f, x, -104, HIGHEST);
  const { r, k } = emitReduction(f, clamped, context);
  emitReduced(f, r, context);
  emitScaled(f, k);
  f.release(clamped, r, k);
};

/**
 * `e^x - 1`, without loss of digits where `x` is small.
 *
 * @error ≤ 1.4 ulp
 */
export const emitExpm1: UnaryEmitter = (f, x, context) => {
  // Below -25 the result is -1.
  const clamped = emitClamped(f, x, -25, HIGHEST);
  const { r, k } = emitReduction(f, clamped, context);
  // 2^k·((1 - 2^-k + r) + r²·tail): nothing is lost when the ones cancel.
  const sum = f.local('v128');
  f.splat(1).splatI32(ONE_BITS);
  // Beside 1, 2^-64 is nothing already.
  f.get(k)
    .splatI32(ROUNDER_BITS + 64)
    .op('i32x4.min_s')
    .i32(23)
    .op('i32x4.shl');
  f.op('i32x4.sub').op('f32x4.sub').get(r).op('f32x4.add').set(sum);
  emitPolynomial(f, r, EXPONENTIAL_TAIL, context);
  f.get(r).op('f32x4.mul');
  thenMultiplyAdd(f, r, sum, context);
  emitScaled(f, k);
  emitSignOf(f, x);
  f.release(clamped, r, k, sum);
};
