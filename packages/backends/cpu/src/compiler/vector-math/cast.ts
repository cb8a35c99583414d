import type { DataType } from '@myelin/program';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { UnaryEmitter } from './elementwise-emitter.ts';

/**
 * Casts to the type of the operation's result. float32 to int32 drops the fraction, keeps to the range of int32 and
 * makes 0 of NaN.
 */
export const emitCast: UnaryEmitter = (f, x, _context, { inputs, outputs }) => {
  const from: DataType = inputs[0]?.dtype ?? 'float32';
  const to: DataType = outputs[0]?.dtype ?? 'float32';
  casts[from][to](f, x);
};

type CastEmitter = (f: FunctionBuilder, x: Local) => void;

const keep: CastEmitter = (f, x) => f.get(x);

const casts: Readonly<Record<DataType, Readonly<Record<DataType, CastEmitter>>>> = {
  float32: {
    float32: keep,
    int32: (f, x) => f.get(x).op('i32x4.trunc_sat_f32x4_s'),
    bool: (f, x) => f.get(x).splat(0).op('f32x4.ne'),
  },
  int32: {
    float32: (f, x) => f.get(x).op('f32x4.convert_i32x4_s'),
    int32: keep,
    bool: (f, x) => f.get(x).splatI32(0).op('i32x4.ne'),
  },
  bool: {
    float32: (f, x) => f.get(x).splat(1).op('v128.and'),
    int32: (f, x) => f.get(x).op('i32x4.neg'),
    bool: keep,
  },
};
