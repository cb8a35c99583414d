import * as tf from '@tensorflow/tfjs-core';
import type { TfTensor } from './boundary.ts';
import { foreign, own } from './boundary.ts';
import type { Tensor } from './tensor.ts';

/**
 * `f(x)` of an `f` that is constant between its jumps, such as rounding or counting: the derivative is 0, and what `f` is
 * made of need have none.
 */
export function stepFunction(x: Tensor, f: (x: Tensor) => Tensor): Tensor {
  return own(
    tf.customGrad((value: unknown) => ({
      value: foreign(f(own(value as TfTensor))),
      gradFunc: () => [tf.zeros((value as TfTensor).shape)],
    }))(foreign(x)),
  );
}
