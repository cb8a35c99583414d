import * as tf from '@tensorflow/tfjs-core';
import { foreign, operation, own } from './boundary.ts';
import type { Tensor, TensorLike } from './tensor.ts';

/** The angle of the point (`x`, `y`), in (-π, π]. */
export function atan2(y: TensorLike, x: TensorLike): Tensor {
  return operation('atan2', () =>
    own(tf.atan2(tf.cast(foreign(y), 'float32'), tf.cast(foreign(x), 'float32'))),
  );
}
