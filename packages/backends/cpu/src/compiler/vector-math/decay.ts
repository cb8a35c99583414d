/** Exponentials of negative numbers: they cannot overflow, which saves instructions. */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { ElementwiseContext } from './elementwise-emitter.ts';
import { thenMultiplyAdd } from './multiply-add.ts';
import { emitPolynomial } from './polynomial.ts';
import {
  EXPONENTIAL_TAIL,
  emitPowerOfTwo,
  emitReduced,
  emitReduction,
} from './reduced-exponential.ts';

/** Below it the result is 0. */
const LOWEST = -104;
/** Keeps the power of two normal until the last product. */
const GUARD = 2 ** 100;
const GUARD_BITS = (127 + 100) << 23;

/** Leaves `e^x` on the stack for `x ≤ 0` (or NaN). */
export function emitExpOfNegative(f: FunctionBuilder, x: Local, context: ElementwiseContext): void {
  const bounded = f.local('v128');
  f.get(x).splat(LOWEST).op('f32x4.pmax').set(bounded);
  const { r, k } = emitReduction(f, bounded, context);
  emitReduced(f, r, context);
  f.get(k);
  emitPowerOfTwo(f, GUARD_BITS);
  f.op('f32x4.mul')
    .splat(1 / GUARD)
    .op('f32x4.mul');
  f.release(bounded, r, k);
}

/** `e^-|x|` with more digits than a float32 has. */
export interface Decay {
  readonly value: Local;
  /** What was rounded away. */
  readonly tail: Local;
}

/** `e^-|x|` in two parts. The caller gives the variables back. */
export function emitDecay(f: FunctionBuilder, x: Local, context: ElementwiseContext): Decay {
  const value = f.local('v128');
  const tail = f.local('v128');
  // e^r = 1 + q, where q has digits that the sum loses.
  const q = f.local('v128');
  f.get(x).op('f32x4.abs').op('f32x4.neg').splat(LOWEST).op('f32x4.pmax').set(q);
  const { r, k } = emitReduction(f, q, context);
  emitPolynomial(f, r, EXPONENTIAL_TAIL, context);
  f.get(r).op('f32x4.mul');
  thenMultiplyAdd(f, r, r, context);
  f.tee(q).splat(1).op('f32x4.add').set(value);
  f.splat(1).get(value).op('f32x4.sub').get(q).op('f32x4.add').set(tail);
  f.get(k);
  emitPowerOfTwo(f, GUARD_BITS);
  f.set(k);
  for (const part of [value, tail]) {
    f.get(part)
      .get(k)
      .op('f32x4.mul')
      .splat(1 / GUARD)
      .op('f32x4.mul')
      .set(part);
  }
  f.release(q, r, k);
  return { value, tail };
}
