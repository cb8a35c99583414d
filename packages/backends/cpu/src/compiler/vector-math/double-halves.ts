/** Work on four elements as two pairs of doubles, where float32 has too few digits. */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';

/** Sets `low` and `high` to the first and the last two float32 of `x`, as doubles. */
export function emitFloatHalves(f: FunctionBuilder, x: Local, low: Local, high: Local): void {
  f.get(x).op('f64x2.promote_low_f32x4').set(low);
  f.get(x).get(x).shuffle(2, 3, 2, 3).op('f64x2.promote_low_f32x4').set(high);
}

/** Sets `low` and `high` to the first and the last two int32 of `x`, as doubles. */
export function emitIntegerHalves(f: FunctionBuilder, x: Local, low: Local, high: Local): void {
  f.get(x).op('f64x2.convert_low_i32x4_s').set(low);
  f.get(x).get(x).shuffle(2, 3, 2, 3).op('f64x2.convert_low_i32x4_s').set(high);
}

/** Leaves four float32 on the stack, rounded from two pairs of doubles. */
export function emitFloatsOfHalves(f: FunctionBuilder, low: Local, high: Local): void {
  f.get(low).op('f32x4.demote_f64x2_zero').get(high).op('f32x4.demote_f64x2_zero');
  f.shuffle(0, 1, 4, 5);
}

/** Leaves four int32 on the stack: the doubles without their fractions, 0 for NaN. */
export function emitIntegersOfHalves(f: FunctionBuilder, low: Local, high: Local): void {
  f.get(low).op('i32x4.trunc_sat_f64x2_s_zero').get(high).op('i32x4.trunc_sat_f64x2_s_zero');
  f.shuffle(0, 1, 4, 5);
}
