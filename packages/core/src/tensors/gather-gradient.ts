import * as tf from '@tensorflow/tfjs-core';

/**
 * Lets indices that were computed from something differentiable be gathered by: their derivative is zero.
 *
 * tfjs-core 4.22 answers with the indices themselves, and then refuses its own answer because it is int32.
 */
export function registerGatherGradient(): void {
  const gather = tf.getGradient(tf.GatherV2);
  tf.registerGradient({
    ...gather,
    gradFunc: (dy, saved, attributes) => ({
      ...gather.gradFunc(dy, saved, attributes),
      indices: () => tf.zeros((saved[1] as tf.Tensor).shape),
    }),
  });
}
