import type { FunctionBuilder, Local, Operand } from '../wasm/function-builder.ts';

/** Adds `a · b` to `sum`, in one rounding if there is an instruction for it. */
export function emitAddProduct(
  f: FunctionBuilder,
  a: Operand,
  b: Operand,
  sum: Local,
  relaxedMadd: boolean,
): void {
  if (relaxedMadd) f.push(a).push(b).get(sum).op('f32x4.relaxed_madd');
  else f.get(sum).push(a).push(b).op('f32x4.mul').op('f32x4.add');
  f.set(sum);
}
