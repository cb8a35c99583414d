/**
 * `sin` and `cos`: `x = k·π/2 + r` with whole `k` and `|r| ≤ π/4`; `sin r` and `cos r` are polynomials, of which `k`
 * chooses one and its sign. All in doubles, since `r` may be tiny where `x` is not.
 */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { emitFloatHalves, emitFloatsOfHalves } from './double-halves.ts';
import type { ElementwiseContext, UnaryEmitter } from './elementwise-emitter.ts';
import { emitLanes } from './host-lanes.ts';
import { emitDoublePolynomial } from './polynomial.ts';

/** Up to here `k` has 20 bits, so that its product with the first part of π/2 is exact; beyond, the host computes. */
const LIMIT = 1e6;
/** π/2 in two parts; the first has 33 bits. */
const HALF_PI_HIGH = 1.5707963267341256;
const HALF_PI_LOW = 6.077100506506192e-11;
/** Adding it rounds a double to a whole number, which then lies in the low bits. */
const ROUNDER = 1.5 * 2 ** 52;
/** `sin r / r` in `r²`, highest power first. Relative error 2^-37. */
const SINE = [
  2.718114105549153e-6, -1.9839311484025823e-4, 8.333329302412483e-3, -0.1666666664077621, 1,
];
/** `cos r` in `r²`. Relative error 2^-33. */
const COSINE = [
  2.438348275853913e-5, -1.3886680750364072e-3, 4.16666203287465e-2, -0.4999999969422485, 1,
];

/**
 * `sin x`.
 *
 * @error ≤ 0.51 ulp
 */
export const emitSin: UnaryEmitter = (f, x, context) => emitCircular(f, x, 'sin', context);

/**
 * `cos x`.
 *
 * @error ≤ 0.51 ulp
 */
export const emitCos: UnaryEmitter = (f, x, context) => emitCircular(f, x, 'cos', context);

function emitCircular(
  f: FunctionBuilder,
  x: Local,
  name: 'sin' | 'cos',
  context: ElementwiseContext,
): void {
  const result = f.local('v128');
  f.get(x).op('f32x4.abs').splat(LIMIT).op('f32x4.gt').op('v128.any_true');
  f.ifElse(
    () => {
      emitLanes(f, name, [x], context);
      f.set(result);
    },
    () => {
      const low = f.local('v128');
      const high = f.local('v128');
      emitFloatHalves(f, x, low, high);
      // cos x = sin(x + π/2): one quarter of a turn further.
      for (const half of [low, high]) emitQuarter(f, half, name === 'cos' ? 1 : 0);
      emitFloatsOfHalves(f, low, high);
      f.set(result).release(low, high);
    },
  );
  f.get(result).release(result);
}

/** Replaces two doubles by their sines, so many quarters of a turn further on. */
function emitQuarter(f: FunctionBuilder, x: Local, quarters: 0 | 1): void {
  const k = f.local('v128');
  const whole = f.local('v128');
  const square = f.local('v128');
  f.get(x)
    .splatF64(2 / Math.PI)
    .op('f64x2.mul')
    .splatF64(ROUNDER)
    .op('f64x2.add')
    .tee(k);
  f.splatF64(ROUNDER).op('f64x2.sub').set(whole);
  f.get(x).get(whole).splatF64(HALF_PI_HIGH).op('f64x2.mul').op('f64x2.sub');
  f.get(whole).splatF64(HALF_PI_LOW).op('f64x2.mul').op('f64x2.sub').tee(x);
  f.get(x).op('f64x2.mul').set(square);
  if (quarters !== 0) f.get(k).splatF64(quarters).op('f64x2.add').set(k);
  emitDoublePolynomial(f, square, COSINE);
  emitDoublePolynomial(f, square, SINE);
  f.get(x).op('f64x2.mul');
  // Odd numbers take the first of both.
  f.get(k).i32(63).op('i64x2.shl').i32(63).op('i64x2.shr_s').op('v128.bitselect');
  // The second bit is the sign.
  f.get(k).i32(62).op('i64x2.shl').splatF64(-0).op('v128.and').op('v128.xor').set(x);
  f.release(k, whole, square);
}
