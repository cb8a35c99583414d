import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { ElementwiseContext } from './elementwise-emitter.ts';

type Engine = Pick<ElementwiseContext, 'relaxedMadd'>;

/** Leaves `a·b + c` on the stack, in one rounding where the engine can. */
export function emitMultiplyAdd(
  f: FunctionBuilder,
  a: Local,
  b: Local,
  c: Local,
  engine: Engine,
): void {
  f.get(a);
  thenMultiplyAdd(f, b, c, engine);
}

/** Leaves `c - a·b` on the stack, in one rounding where the engine can. */
export function emitNegatedMultiplyAdd(
  f: FunctionBuilder,
  a: Local,
  b: Local,
  c: Local,
  { relaxedMadd }: Engine,
): void {
  if (relaxedMadd) f.get(a).get(b).get(c).op('f32x4.relaxed_nmadd');
  else f.get(c).get(a).get(b).op('f32x4.mul').op('f32x4.sub');
}

/** Replaces the value on the stack by that times `b` plus `c`; numbers are repeated in all lanes. */
export function thenMultiplyAdd(
  f: FunctionBuilder,
  b: Local | number,
  c: Local | number,
  { relaxedMadd }: Engine,
): void {
  pushLanes(f, b);
  if (!relaxedMadd) f.op('f32x4.mul');
  pushLanes(f, c);
  f.op(relaxedMadd ? 'f32x4.relaxed_madd' : 'f32x4.add');
}

const pushLanes = (f: FunctionBuilder, value: Local | number): FunctionBuilder =>
  typeof value === 'number' ? f.splat(value) : f.get(value);
