import type { FunctionBuilder, Local, Operand } from '../wasm/function-builder.ts';
import type { ElementwiseContext } from './elementwise-emitter.ts';

/** Leaves `a · b + c` on the stack, in one rounding where the engine can. */
export function emitMultiplyAdd(
  f: FunctionBuilder,
  a: Operand,
  b: Operand,
  c: Operand,
  { relaxedMadd }: Pick<ElementwiseContext, 'relaxedMadd'>,
): void {
  f.push(a).push(b);
  if (relaxedMadd) f.push(c).op('f32x4.relaxed_madd');
  else f.op('f32x4.mul').push(c).op('f32x4.add');
}

/** Leaves `c - a · b` on the stack, in one rounding where the engine can. */
export function emitNegatedMultiplyAdd(
  f: FunctionBuilder,
  a: Operand,
  b: Operand,
  c: Operand,
  { relaxedMadd }: Pick<ElementwiseContext, 'relaxedMadd'>,
): void {
  if (relaxedMadd) f.push(a).push(b).push(c).op('f32x4.relaxed_nmadd');
  else f.push(c).push(a).push(b).op('f32x4.mul').op('f32x4.sub');
}

/** The value on the stack times `b` plus `c`; numbers are repeated in all lanes. */
export function thenMultiplyAdd(
  f: FunctionBuilder,
  b: Local | number,
  c: Local | number,
  { relaxedMadd }: Pick<ElementwiseContext, 'relaxedMadd'>,
): void {
  pushLanes(f, b);
  if (!relaxedMadd) f.op('f32x4.mul');
  pushLanes(f, c);
  f.op(relaxedMadd ? 'f32x4.relaxed_madd' : 'f32x4.add');
}

const pushLanes = (f: FunctionBuilder, value: Local | number): FunctionBuilder =>
  typeof value === 'number' ? f.splat(value) : f.get(value);
