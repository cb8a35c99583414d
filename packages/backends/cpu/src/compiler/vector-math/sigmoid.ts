import { emitDecay } from './decay.ts';
import type { UnaryEmitter } from './elementwise-emitter.ts';

/**
 * `1 / (1 + e^-x)`.
 *
 * @error ≤ 1.5 ulp
 */
export const emitSigmoid: UnaryEmitter = (f, x, context) => {
  const { value: z, tail } = emitDecay(f, x, context);
  const sum = f.local('v128');
  const ratio = f.local('v128');
  const rest = f.local('v128');
  f.get(z).splat(1).op('f32x4.add').set(sum);
  f.get(z).get(sum).op('f32x4.div').set(ratio);
  f.splat(1).get(ratio).op('f32x4.sub').set(rest);
  // For negative x, z / (1 + z), put right for what was rounded away from z and from the sum: the derivatives are
  // rest² and -rest·ratio. For others, 1 / (1 + z) = 1 - z / (1 + z).
  f.get(ratio).get(tail).get(rest).op('f32x4.mul');
  f.get(z).get(sum).splat(1).op('f32x4.sub').op('f32x4.sub').get(ratio).op('f32x4.mul');
  f.op('f32x4.sub').get(rest).op('f32x4.mul').op('f32x4.add');
  f.get(rest).get(x).splat(0).op('f32x4.lt').op('v128.bitselect');
  f.release(z, tail, sum, ratio, rest);
};
