import * as tf from '@tensorflow/tfjs-core';

/**
 * Makes the gradient of `|x|` at 0 what the documentation promises: 0.
 *
 * tfjs-core 4.22 says -1 there, which would push weights and errors that are exactly 0 away from it.
 */
export function registerAbsGradient(): void {
  tf.registerGradient({
    kernelName: tf.Abs,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.mul(dy as tf.Tensor, tf.sign(x as tf.Tensor)) }),
  });
}
