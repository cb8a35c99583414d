import { emitDecay } from './decay.ts';
import type { UnaryEmitter } from './elementwise-emitter.ts';
import { emitLogarithmOfSum } from './logarithm.ts';

/**
 * `log(1 + e^x) = max(x, 0) + log(1 + e^-|x|)`.
 *
 * @error ≤ 1.9 ulp
 */
export const emitSoftplus: UnaryEmitter = (f, x, context) => {
  const { value: z, tail } = emitDecay(f, x, context);
  const sum = f.local('v128');
  f.get(z).splat(1).op('f32x4.add').set(sum);
  // The tail over 1 + z, roughly.
  f.get(tail).splat(1).get(z).splat(0.5).op('f32x4.mul').op('f32x4.sub').op('f32x4.mul').set(tail);
  emitLogarithmOfSum(f, z, sum, tail, context);
  f.get(x).splat(0).op('f32x4.pmax').op('f32x4.add');
  f.release(z, tail, sum);
};
