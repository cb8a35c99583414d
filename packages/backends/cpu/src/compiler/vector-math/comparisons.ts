/** Comparisons and logic: the results are masks, all bits of a lane set or none. */

import type { BinaryTable, UnaryTable } from './elementwise-emitter.ts';

export const floatTests: UnaryTable = {
  IsNan: (f, x) => f.get(x).get(x).op('f32x4.ne'),
  IsFinite: (f, x) => f.get(x).op('f32x4.abs').splat(Infinity).op('f32x4.lt'),
  IsInf: (f, x) => f.get(x).op('f32x4.abs').splat(Infinity).op('f32x4.eq'),
};

export const floatComparisons: BinaryTable = {
  Equal: (f, a, b) => f.get(a).get(b).op('f32x4.eq'),
  NotEqual: (f, a, b) => f.get(a).get(b).op('f32x4.ne'),
  Less: (f, a, b) => f.get(a).get(b).op('f32x4.lt'),
  LessEqual: (f, a, b) => f.get(a).get(b).op('f32x4.le'),
  Greater: (f, a, b) => f.get(a).get(b).op('f32x4.gt'),
  GreaterEqual: (f, a, b) => f.get(a).get(b).op('f32x4.ge'),
};

export const integerComparisons: BinaryTable = {
  Equal: (f, a, b) => f.get(a).get(b).op('i32x4.eq'),
  NotEqual: (f, a, b) => f.get(a).get(b).op('i32x4.ne'),
  Less: (f, a, b) => f.get(a).get(b).op('i32x4.lt_s'),
  LessEqual: (f, a, b) => f.get(a).get(b).op('i32x4.le_s'),
  Greater: (f, a, b) => f.get(a).get(b).op('i32x4.gt_s'),
  GreaterEqual: (f, a, b) => f.get(a).get(b).op('i32x4.ge_s'),
};

export const maskLogic: UnaryTable = {
  LogicalNot: (f, x) => f.get(x).op('v128.not'),
};

/** True is -1, so that as numbers masks compare the other way round. */
export const maskBinaryLogic: BinaryTable = {
  LogicalAnd: (f, a, b) => f.get(a).get(b).op('v128.and'),
  LogicalOr: (f, a, b) => f.get(a).get(b).op('v128.or'),
  Equal: (f, a, b) => f.get(a).get(b).op('i32x4.eq'),
  NotEqual: (f, a, b) => f.get(a).get(b).op('v128.xor'),
  Less: (f, a, b) => f.get(b).get(a).op('v128.andnot'),
  LessEqual: (f, a, b) => f.get(a).get(b).op('i32x4.ge_s'),
  Greater: (f, a, b) => f.get(a).get(b).op('v128.andnot'),
  GreaterEqual: (f, a, b) => f.get(a).get(b).op('i32x4.le_s'),
};
