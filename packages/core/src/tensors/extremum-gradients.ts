import * as tf from '@tensorflow/tfjs-core';

/**
 * Makes the gradient of `max` and `min` what TensorFlow's is: elements that are equally extreme share it.
 *
 * tfjs-core 4.22 gives all of it to each of them, so that the gradient of one value becomes that of several.
 */
export function registerExtremumGradients(): void {
  for (const kernelName of [tf.Max, tf.Min]) {
    tf.registerGradient({
      kernelName,
      inputsToSave: ['x'],
      outputsToSave: [true],
      gradFunc: (dy, saved, attrs) => {
        const [x, y] = saved as [tf.Tensor, tf.Tensor];
        // Max calls its axes by another name than Min.
        const given = (attrs.reductionIndices ?? attrs.axis) as number | number[];
        const axes = tf.util.parseAxisParam(given, x.shape);
        const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
        return {
          x: () => {
            const isExtreme = tf.cast(tf.equal(x, tf.reshape(y, kept)), 'float32');
            const share = tf.div(tf.reshape(dy as tf.Tensor, kept), tf.sum(isExtreme, axes, true));
            return tf.mul(isExtreme, share);
          },
        };
      },
    });
  }
}
