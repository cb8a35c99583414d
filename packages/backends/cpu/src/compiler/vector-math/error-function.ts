import { emitExpOfNegative } from './decay.ts';
import type { UnaryEmitter } from './elementwise-emitter.ts';
import { thenMultiplyAdd } from './multiply-add.ts';
import { emitPolynomial } from './polynomial.ts';
import { emitSignOf } from './sign-of.ts';

/** `erf x / x - 1` in `x²`, up to the limit. */
const NEAR = [
  -5.96761703e-4, 4.99119423e-3, -2.67681349e-2, 1.12819925e-1, -3.76125336e-1, 1.28379166e-1,
];
const LIMIT = 475 / 512;
/** `log(1 - erf x) / x + 1` in `x`, beyond the limit. */
const FAR = [
  -1.7285347e-5, 3.83197126e-4, -3.88396438e-3, 2.42546219e-2, -1.06777877e-1, -6.34846687e-1,
  -1.28717512e-1,
];

/**
 * The error function `2/√π · ∫₀ˣ e^-t² dt`.
 *
 * @error ≤ 1.3 ulp
 */
export const emitErf: UnaryEmitter = (f, x, context) => {
  const size = f.local('v128');
  const square = f.local('v128');
  const exponent = f.local('v128');
  // From 4 on the result is 1.
  f.get(x).op('f32x4.abs').splat(4).op('f32x4.pmin').set(size);
  emitPolynomial(f, size, FAR, context);
  f.get(size).op('f32x4.mul').get(size).op('f32x4.sub').set(exponent);
  f.splat(1);
  emitExpOfNegative(f, exponent, context);
  f.op('f32x4.sub');
  f.get(size).get(size).op('f32x4.mul').set(square);
  emitPolynomial(f, square, NEAR, context);
  thenMultiplyAdd(f, size, size, context);
  f.get(size).splat(LIMIT).op('f32x4.gt').op('v128.bitselect');
  emitSignOf(f, x);
  f.release(size, square, exponent);
};
