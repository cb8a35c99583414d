/**
 * `a^b = 2^(b·log₂|a|)`. A float32 logarithm has too few digits for that: from the mantissa on, all is in doubles.
 */

import type { Operation } from '@myelin/program';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { constantOperand } from './constant-operand.ts';
import { emitFloatHalves, emitFloatsOfHalves } from './double-halves.ts';
import type { BinaryEmitter } from './elementwise-emitter.ts';
import { emitDoublePolynomial } from './polynomial.ts';

const SIGN_BIT = -0x80000000;
const EXPONENT_MASK = -0x00800000;
const SMALLEST_NORMAL = 2 ** -126;
/** The bits of √½, where the mantissas begin. */
const FIRST_MANTISSA = 0x3f3504f3;
/** `log₂((1 + s) / (1 - s)) / s` in `s²`. Relative error 4.2e-12. */
const LOG2 = [
  0.34073010670580955, 0.41167271876522193, 0.5770835849752233, 0.9617966733416873,
  2.8853900817900864,
];
/** `2^d` for `|d| ≤ 0.5`. Relative error 1.9e-9. */
const EXP2 = [
  0.00015345788986230848, 0.0013399957627904873, 0.00961848924435394, 0.0555032871180321,
  0.24022646886080187, 0.6931472057671413, 1.0000000005550496,
];
/** Adding it rounds a double to a whole number, which then lies in the low bits. */
const ROUNDER = 1.5 * 2 ** 52;

/**
 * `a^b` with the special cases of `Math.pow`.
 *
 * @error ≤ 0.54 ulp; up to 1 with the exponent 3.
 */
export const emitPow: BinaryEmitter = (f, a, b, _context, operation) => {
  const exponent = constantOperand(operation, 1);
  const shortcut = exponent === undefined ? undefined : shortcuts.get(exponent);
  const base = knownBase(operation);
  if (shortcut) shortcut(f, a);
  else if (base !== undefined) emitPowerOfKnown(f, base, b);
  else emitGeneralPow(f, a, b);
};

/** The base, if it is known and positive: its logarithm is known then, too. Decay rates of optimizers are such. */
export function knownBase(operation: Operation): number | undefined {
  const base = Math.fround(constantOperand(operation, 0) ?? 0);
  return base > 0 && base < Infinity ? base : undefined;
}

/** Whether the exponent is known and needs no logarithm. */
export const isShortPow = (operation: Operation): boolean =>
  shortcuts.has(constantOperand(operation, 1) ?? Number.NaN);

const shortcuts: ReadonlyMap<number, (f: FunctionBuilder, a: Local) => void> = new Map([
  [-1, (f, a) => void f.splat(1).get(a).op('f32x4.div')],
  [0, (f) => void f.splat(1)],
  [1, (f, a) => void f.get(a)],
  [2, (f, a) => void f.get(a).get(a).op('f32x4.mul')],
  [3, (f, a) => void f.get(a).get(a).op('f32x4.mul').get(a).op('f32x4.mul')],
]);

/** Leaves `base^b` on the stack. */
function emitPowerOfKnown(f: FunctionBuilder, base: number, b: Local): void {
  const [low, high] = f.localsOf('v128', 2) as [Local, Local];
  emitFloatHalves(f, b, low, high);
  for (const half of [low, high]) {
    f.get(half).splatF64(Math.log2(base)).op('f64x2.mul');
    emitPowerOfTwo(f, half);
  }
  emitFloatsOfHalves(f, low, high);
  f.release(low, high);
}

function emitGeneralPow(f: FunctionBuilder, a: Local, b: Local): void {
  const e = f.local('v128');
  const m = f.local('v128');
  const halves = f.localsOf('v128', 6);
  const [low, high, eLow, eHigh, bLow, bHigh] = halves as [
    Local,
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  emitExponentAndMantissa(f, a, e, m);
  emitFloatHalves(f, m, low, high);
  emitFloatHalves(f, e, eLow, eHigh);
  emitFloatHalves(f, b, bLow, bHigh);
  emitPowOfPair(f, low, eLow, bLow);
  emitPowOfPair(f, high, eHigh, bHigh);
  emitFloatsOfHalves(f, low, high);
  emitSign(f, a, b);
  f.splat(1).get(b).splat(0).op('f32x4.ne').op('v128.bitselect');
  f.release(e, m, ...halves);
}

/** `|a| = 2^e·m` with `m` from √½ to √2; where `a` is 0, infinite or NaN, `e` is the whole logarithm. */
function emitExponentAndMantissa(f: FunctionBuilder, a: Local, e: Local, m: Local): void {
  const size = f.local('v128');
  const subnormal = f.local('v128');
  const exponent = f.local('v128');
  f.get(a).op('f32x4.abs').tee(size).splat(SMALLEST_NORMAL).op('f32x4.lt').set(subnormal);
  f.get(size)
    .splat(2 ** 23)
    .op('f32x4.mul')
    .get(size)
    .get(subnormal)
    .op('v128.bitselect')
    .tee(m);
  f.splatI32(FIRST_MANTISSA).op('i32x4.sub').splatI32(EXPONENT_MASK).op('v128.and').set(exponent);
  f.get(m).get(exponent).op('i32x4.sub').set(m);
  f.get(exponent).i32(23).op('i32x4.shr_s').op('f32x4.convert_i32x4_s');
  f.get(subnormal).splat(23).op('v128.and').op('f32x4.sub');
  // ∞ and NaN stay what they are, the logarithm of 0 is -∞.
  f.get(size).get(size).splat(Infinity).op('f32x4.lt').op('v128.bitselect');
  f.splat(-Infinity).get(size).splat(0).op('f32x4.ne').op('v128.bitselect').set(e);
  f.release(size, subnormal, exponent);
}

/** Replaces `m` by `2^(b·(e + log₂ m))`. */
function emitPowOfPair(f: FunctionBuilder, m: Local, e: Local, b: Local): void {
  const s = f.local('v128');
  const square = f.local('v128');
  f.get(m).splatF64(1).op('f64x2.sub').get(m).splatF64(1).op('f64x2.add').op('f64x2.div').tee(s);
  f.get(s).op('f64x2.mul').set(square);
  emitDoublePolynomial(f, square, LOG2);
  f.get(s).op('f64x2.mul').get(e).op('f64x2.add').get(b).op('f64x2.mul');
  f.release(s, square);
  emitPowerOfTwo(f, m);
}

/** Sets `result` to two to the power of what lies on the stack. */
function emitPowerOfTwo(f: FunctionBuilder, result: Local): void {
  const y = f.local('v128');
  const k = f.local('v128');
  // Beyond these the result is 0, and infinite.
  f.splatF64(130).op('f64x2.pmin').splatF64(-160).op('f64x2.pmax').tee(y);
  f.splatF64(ROUNDER).op('f64x2.add').set(k);
  f.get(y).get(k).splatF64(ROUNDER).op('f64x2.sub').op('f64x2.sub').set(y);
  emitDoublePolynomial(f, y, EXP2);
  f.get(k).i32(52).op('i64x2.shl').splatF64(1).op('i64x2.add').op('f64x2.mul').set(result);
  f.release(y, k);
}

/** Gives the power on the stack its sign, and makes it NaN where that of a negative number is none. */
function emitSign(f: FunctionBuilder, a: Local, b: Local): void {
  const isWhole = f.local('v128');
  const half = f.local('v128');
  f.get(b).op('f32x4.trunc').get(b).op('f32x4.eq').set(isWhole);
  f.get(b).splat(0.5).op('f32x4.mul').set(half);
  f.get(half).op('f32x4.trunc').get(half).op('f32x4.ne').get(isWhole).op('v128.and');
  f.get(a).op('v128.and').splatI32(SIGN_BIT).op('v128.and').op('v128.xor');
  f.get(a).splat(0).op('f32x4.lt').get(a).splat(-Infinity).op('f32x4.gt').op('v128.and');
  f.get(isWhole).op('v128.andnot').op('v128.or');
  f.release(isWhole, half);
}
