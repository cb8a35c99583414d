/** Arithmetic of int32, with tfjs's results: what leaves the range wraps around. */

import type { BinaryTable, UnaryTable } from './elementwise-emitter.ts';

export const integerArithmetic: UnaryTable = {
  Abs: (f, x) => f.get(x).op('i32x4.abs'),
  Neg: (f, x) => f.get(x).op('i32x4.neg'),
  Floor: (f, x) => f.get(x),
  Ceil: (f, x) => f.get(x),
  Round: (f, x) => f.get(x),
  Relu: (f, x) => f.get(x).splatI32(0).op('i32x4.max_s'),
  Sign: (f, x) => {
    f.get(x).splatI32(-1).op('i32x4.max_s').splatI32(1).op('i32x4.min_s');
  },
};

export const integerBinaryArithmetic: BinaryTable = {
  Add: (f, a, b) => f.get(a).get(b).op('i32x4.add'),
  Sub: (f, a, b) => f.get(a).get(b).op('i32x4.sub'),
  Multiply: (f, a, b) => f.get(a).get(b).op('i32x4.mul'),
  Maximum: (f, a, b) => f.get(a).get(b).op('i32x4.max_s'),
  Minimum: (f, a, b) => f.get(a).get(b).op('i32x4.min_s'),
};
