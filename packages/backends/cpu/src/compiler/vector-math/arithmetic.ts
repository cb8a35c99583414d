/** Arithmetic of float32 that is one instruction or a few. */

import { constantOperand } from './constant-operand.ts';
import type { BinaryEmitter, BinaryTable, UnaryTable } from './elementwise-emitter.ts';

export const floatArithmetic: UnaryTable = {
  Abs: (f, x) => f.get(x).op('f32x4.abs'),
  Neg: (f, x) => f.get(x).op('f32x4.neg'),
  Sqrt: (f, x) => f.get(x).op('f32x4.sqrt'),
  Rsqrt: (f, x) => f.splat(1).get(x).op('f32x4.sqrt').op('f32x4.div'),
  Reciprocal: (f, x) => f.splat(1).get(x).op('f32x4.div'),
  Floor: (f, x) => f.get(x).op('f32x4.floor'),
  Ceil: (f, x) => f.get(x).op('f32x4.ceil'),
  /** Halves go to the even neighbor. */
  Round: (f, x) => f.get(x).op('f32x4.nearest'),
  /** The order of the operands lets NaN through. */
  Relu: (f, x) => f.get(x).splat(0).op('f32x4.pmax'),
  Step: (f, x, _context, { attributes }) => {
    f.splat(1).splat(Number(attributes.alpha ?? 0));
    f.get(x).splat(0).op('f32x4.gt').op('v128.bitselect');
    // All bits set is a NaN.
    f.get(x).get(x).op('f32x4.ne').op('v128.or');
  },
  /** 0 for NaN. */
  Sign: (f, x) => {
    f.splat(1).get(x).splat(0).op('f32x4.gt').op('v128.and');
    f.splat(-1).get(x).splat(0).op('f32x4.lt').op('v128.and').op('v128.or');
  },
};

export const floatBinaryArithmetic: BinaryTable = {
  Add: (f, a, b) => f.get(a).get(b).op('f32x4.add'),
  Sub: (f, a, b) => f.get(a).get(b).op('f32x4.sub'),
  Multiply: (f, a, b) => f.get(a).get(b).op('f32x4.mul'),
  RealDiv: (f, a, b) => f.get(a).get(b).op('f32x4.div'),
  Maximum: extremum('f32x4.max', 'f32x4.pmax'),
  Minimum: extremum('f32x4.min', 'f32x4.pmin'),
};

/**
 * NaN where either operand is. With a known number on one side a single machine instruction does, because `pmax` and
 * `pmin` return their first operand when it is NaN.
 */
function extremum(
  careful: 'f32x4.max' | 'f32x4.min',
  fast: 'f32x4.pmax' | 'f32x4.pmin',
): BinaryEmitter {
  return (f, a, b, _context, operation) => {
    const isNumber = (index: number): boolean => {
      const value = constantOperand(operation, index);
      return value !== undefined && !Number.isNaN(value);
    };
    if (isNumber(1)) f.get(a).get(b).op(fast);
    else if (isNumber(0)) f.get(b).get(a).op(fast);
    else f.get(a).get(b).op(careful);
  };
}
