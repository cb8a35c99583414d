import * as tf from '@tensorflow/tfjs-core';

/**
 * Makes the gradient of `|x|` at 0 what the documentation promises: 0; and that of NaN NaN.
 *
 * tfjs-core 4.22 says -1 at 0, which would push weights and errors that are exactly 0 away from it. The sign of NaN is 0
 * there, which would hide a NaN.
 */
export function registerAbsGradient(): void {
  tf.registerGradient({
    kernelName: tf.Abs,
    inputsToSave: ['x'],
    gradFunc: (dy, saved) => {
      const [x] = saved as [tf.Tensor];
      return { x: () => tf.mul(dy as tf.Tensor, tf.where(tf.isNaN(x), x, tf.sign(x))) };
    },
  });
}
