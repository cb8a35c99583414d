/** `sigmoid` and `softplus`: both are made of `z = e^-|x|`, which neither overflows nor loses digits. */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { ElementwiseContext, UnaryEmitter } from './elementwise-emitter.ts';
import { emitExpOfNegative } from './exponential.ts';
import { emitLog1p } from './logarithm.ts';

/** `1 / (1 + e^-x)`. */
export const emitSigmoid: UnaryEmitter = (f, x, context) => {
  const z = f.local('v128');
  emitDecay(f, x, z, context);
  // 1 / (1 + z), and z / (1 + z) where x is negative.
  f.get(z).splat(1).get(x).splat(0).op('f32x4.lt').op('v128.bitselect');
  f.get(z).splat(1).op('f32x4.add').op('f32x4.div').release(z);
};

/** `log(1 + e^x)`. */
export const emitSoftplus: UnaryEmitter = (f, x, context, operation) => {
  const z = f.local('v128');
  emitDecay(f, x, z, context);
  emitLog1p(f, z, context, operation);
  f.get(x).splat(0).op('f32x4.pmax').op('f32x4.add').release(z);
};

function emitDecay(f: FunctionBuilder, x: Local, z: Local, context: ElementwiseContext): void {
  f.get(x).op('f32x4.abs').op('f32x4.neg').set(z);
  emitExpOfNegative(f, z, context);
  f.set(z);
}
