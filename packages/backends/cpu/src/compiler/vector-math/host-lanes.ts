/** Functions that are rare enough to be left to the host, one element at a time, in doubles. */

import type { HostFunction } from '../tasks/task-context.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type {
  BinaryEmitter,
  BinaryTable,
  ElementwiseContext,
  UnaryTable,
} from './elementwise-emitter.ts';

const LANES = [0, 1, 2, 3] as const;

export const trigonometry: UnaryTable = {
  Tan: (f, x, context) => emitLanes(f, 'tan', [x], context),
  Asin: (f, x, context) => emitLanes(f, 'asin', [x], context),
  Acos: (f, x, context) => emitLanes(f, 'acos', [x], context),
  Atan: (f, x, context) => emitLanes(f, 'atan', [x], context),
};

export const binaryTrigonometry: BinaryTable = {
  Atan2: (f, a, b, context) => emitLanes(f, 'atan2', [a, b], context),
};

/** Leaves what the host's function gives for four elements on the stack. */
export function emitLanes(
  f: FunctionBuilder,
  name: HostFunction,
  operands: readonly Local[],
  context: ElementwiseContext,
): void {
  const host = context.hostFunction(name);
  f.splat(0);
  for (const lane of LANES) {
    for (const x of operands) f.get(x).lane('f32x4.extract_lane', lane).op('f64.promote_f32');
    f.call(host).op('f32.demote_f64').lane('f32x4.replace_lane', lane);
  }
}

/** `a^b` of int32: fractions are dropped, what leaves the range becomes the largest or smallest number. */
export const emitIntegerPow: BinaryEmitter = (f, a, b, context) => {
  const host = context.hostFunction('pow');
  f.splatI32(0);
  for (const lane of LANES) {
    for (const x of [a, b]) f.get(x).lane('i32x4.extract_lane', lane).op('f64.convert_i32_s');
    f.call(host).op('f64x2.splat').op('i32x4.trunc_sat_f64x2_s_zero');
    f.lane('i32x4.extract_lane', 0).lane('i32x4.replace_lane', lane);
  }
};
