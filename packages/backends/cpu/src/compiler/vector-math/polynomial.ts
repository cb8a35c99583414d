import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { ElementwiseContext } from './elementwise-emitter.ts';
import { thenMultiplyAdd } from './multiply-add.ts';

/** Leaves a polynomial in `x` on the stack, by Horner's rule; the coefficient of the highest power comes first. */
export function emitPolynomial(
  f: FunctionBuilder,
  x: Local,
  coefficients: readonly number[],
  context: Pick<ElementwiseContext, 'relaxedMadd'>,
): void {
  const [leading = 0, ...others] = coefficients;
  f.splat(leading);
  for (const coefficient of others) thenMultiplyAdd(f, x, coefficient, context);
}

/** The same in doubles, two at a time. */
export function emitDoublePolynomial(
  f: FunctionBuilder,
  x: Local,
  coefficients: readonly number[],
): void {
  const [leading = 0, ...others] = coefficients;
  f.splatF64(leading);
  for (const c of others) f.get(x).op('f64x2.mul').splatF64(c).op('f64x2.add');
}
