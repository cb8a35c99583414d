import * as tf from '@tensorflow/tfjs-core';
import { foreign, operation, own } from './boundary.ts';
import { stepFunction } from './step-function.ts';
import type { Tensor } from './tensor.ts';

/**
 * How often each whole number below `size` occurs in `values`, whatever their shape; others are not counted.
 *
 * One sum of ones by segments: no row of zeros and a one for each value, as with {@link oneHot}.
 *
 * @shape values any, int32
 * @shape output `[size]`, float32
 * @example
 * bincount(tensor([1, 0, 1, 3]), 4).arraySync() // => [1, 2, 0, 1]
 */
export function bincount(values: Tensor, size: number): Tensor {
  return stepFunction(values, (x) =>
    operation('bincount', () => {
      const flat = tf.reshape(foreign(x), [-1]) as tf.Tensor1D;
      return own(tf.unsortedSegmentSum(tf.ones([x.size]), flat, size));
    }),
  );
}
