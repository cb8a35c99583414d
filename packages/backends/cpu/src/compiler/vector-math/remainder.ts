/** `Mod`: the remainder with the sign of the divisor, and division of int32. */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import {
  emitFloatHalves,
  emitFloatsOfHalves,
  emitIntegerHalves,
  emitIntegersOfHalves,
} from './double-halves.ts';
import type { BinaryEmitter } from './elementwise-emitter.ts';

/**
 * Leaves the first 28 bits of a double: the product with 24 bits has at most 52, so that rounding a quotient never
 * takes it up to the next such number.
 */
const UPPER_BITS: readonly number[] = [0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 0xff];

/** `a - floor(a / b)·b`, exact but for one rounding at the end. */
export const emitFloatMod: BinaryEmitter = (f, a, b) => {
  const halves = f.localsOf('v128', 4);
  const [aLow, aHigh, bLow, bHigh] = halves as [Local, Local, Local, Local];
  emitFloatHalves(f, a, aLow, aHigh);
  emitFloatHalves(f, b, bLow, bHigh);
  emitRemainder(f, aLow, bLow);
  emitRemainder(f, aHigh, bHigh);
  emitFloatsOfHalves(f, aLow, aHigh);
  f.release(...halves);
};

/**
 * Replaces the doubles `a`, which are float32 numbers, by their remainders. Each pass takes off a multiple of `b` by a
 * factor with so few bits that the product, and then the difference, is exact.
 */
function emitRemainder(f: FunctionBuilder, a: Local, b: Local): void {
  const size = f.local('v128');
  const signs = f.local('v128');
  const open = f.local('v128');
  f.get(b).op('f64x2.abs').set(size);
  f.get(a).splatF64(0).op('f64x2.lt').get(b).splatF64(0).op('f64x2.lt').op('v128.xor').set(signs);
  // A divisor that is NaN makes NaN.
  f.get(a).get(b).get(b).get(b).op('f64x2.eq').op('v128.bitselect').set(a);
  f.block(() => {
    f.loop(() => {
      f.get(a).op('f64x2.abs').get(size).op('f64x2.ge').tee(open).op('v128.any_true');
      f.op('i32.eqz').branchIf(1);
      f.get(a)
        .get(a)
        .get(b)
        .op('f64x2.div')
        .get(f.constant([...UPPER_BITS, ...UPPER_BITS]));
      f.op('v128.and').op('f64x2.trunc').get(b).op('f64x2.mul').op('f64x2.sub');
      f.get(a).get(open).op('v128.bitselect').set(a);
      f.branch(0);
    });
  });
  // Where the signs differ the remainder counts from the other side; what is then all of b is nothing.
  const other = f.local('v128');
  f.get(a).get(b).op('f64x2.add').tee(other);
  f.get(other).get(b).op('f64x2.sub').get(other).op('f64x2.abs').get(size).op('f64x2.lt');
  f.op('v128.bitselect').get(a).get(signs).op('v128.bitselect').set(a);
  f.release(size, signs, open, other);
}

/** The same for int32; 0 where `b` is 0. */
export const emitIntegerMod: BinaryEmitter = (f, a, b) => {
  emitIntegerPairs(f, a, b, (x, y) => {
    f.get(x).get(x).get(y).op('f64x2.div').op('f64x2.floor').get(y).op('f64x2.mul');
    f.op('f64x2.sub').set(x);
  });
};

/** `a / b` of int32 without its fraction; 0 where `b` is 0. */
export const emitIntegerDiv: BinaryEmitter = (f, a, b) => {
  emitIntegerPairs(f, a, b, (x, y) => f.get(x).get(y).op('f64x2.div').set(x));
  f.get(b).splatI32(0).op('i32x4.ne').op('v128.and');
};

function emitIntegerPairs(
  f: FunctionBuilder,
  a: Local,
  b: Local,
  replace: (x: Local, y: Local) => void,
): void {
  const halves = f.localsOf('v128', 4);
  const [aLow, aHigh, bLow, bHigh] = halves as [Local, Local, Local, Local];
  emitIntegerHalves(f, a, aLow, aHigh);
  emitIntegerHalves(f, b, bLow, bHigh);
  replace(aLow, bLow);
  replace(aHigh, bHigh);
  emitIntegersOfHalves(f, aLow, aHigh);
  f.release(...halves);
}
