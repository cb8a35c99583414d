import * as tf from '@tensorflow/tfjs-core';

/**
 * Gradients of operations of two tensors whose shapes differ, which tfjs-core 4.22 forgets to sum back to the smaller
 * shape: `maximum(matrix, row)` then fails to differentiate.
 */
export function registerBroadcastGradients(): void {
  register(tf.Maximum, (a, b) => {
    const isA = tf.cast(tf.greaterEqual(a, b), 'float32');
    return [isA, tf.sub(1, isA)];
  });
  register(tf.Minimum, (a, b) => {
    const isA = tf.cast(tf.lessEqual(a, b), 'float32');
    return [isA, tf.sub(1, isA)];
  });
  register(tf.SquaredDifference, (a, b) => {
    const twice = tf.mul(2, tf.sub(a, b));
    return [twice, tf.neg(twice)];
  });
}

/** @param slopes - Derivatives of the result by each operand, in the shape of the result. */
function register(
  kernelName: string,
  slopes: (a: tf.Tensor, b: tf.Tensor) => readonly [tf.Tensor, tf.Tensor],
): void {
  tf.registerGradient({
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => {
      if (!a || !b) throw new Error(`${kernelName} lost its operands`);
      const part = (index: 0 | 1, operand: tf.Tensor) => (): tf.Tensor =>
        sumTo(tf.mul(dy as tf.Tensor, slopes(a, b)[index]), operand.shape);
      return { a: part(0, a), b: part(1, b) };
    },
  });
}

/** Sums over the axes along which an operand of `shape` was repeated. */
function sumTo(x: tf.Tensor, shape: number[]): tf.Tensor {
  const axes = tf.backend_util.getReductionAxes(shape, x.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(x, axes) : x, shape);
}
