import * as tf from '@tensorflow/tfjs-core';

/**
 * Makes the gradient of `tile`, and so of `broadcastTo` and `where`, one sum for each axis that is repeated.
 *
 * tfjs-core 4.22 slices and adds once for every repetition, 50176 times where one number is stretched to an image of 224
 * by 224 pixels, and has none for more than four axes.
 */
export function registerTileGradient(): void {
  tf.registerGradient({
    kernelName: tf.Tile,
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attrs) => {
      const [x] = saved as [tf.Tensor];
      const reps = attrs.reps as number[];
      return { x: () => sumOfRepetitions(dy as tf.Tensor, x.shape, reps) };
    },
  });
}

function sumOfRepetitions(dy: tf.Tensor, shape: readonly number[], reps: readonly number[]) {
  const sizes = [...dy.shape];
  let sum = dy;
  for (const [axis, count] of reps.entries()) {
    const size = shape[axis] ?? 1;
    if (count === 1) continue;
    const before = tf.util.sizeFromShape(sizes.slice(0, axis));
    const after = tf.util.sizeFromShape(sizes.slice(axis + 1));
    sum = tf.sum(tf.reshape(sum, [before, count, size * after]), 1);
    sizes[axis] = size;
  }
  return tf.reshape(sum, [...shape]);
}
