/**
 * Gradients of comparisons and of `any` and `all`, which tfjs-core 4.22 lacks: `where(greater(x, 0), …)` then fails to differentiate.
 * They are zero wherever they exist.
 */

import * as tf from '@tensorflow/tfjs-core';

const BINARY = [
  tf.Greater,
  tf.GreaterEqual,
  tf.Less,
  tf.LessEqual,
  tf.Equal,
  tf.NotEqual,
  tf.LogicalAnd,
  tf.LogicalOr,
];
const UNARY = [tf.LogicalNot, tf.IsNan, tf.IsFinite, tf.IsInf, tf.Any, tf.All];

const zero = (x: tf.Tensor | undefined): tf.Tensor => tf.zeros(x?.shape ?? []);

/** Adds the missing gradients to tfjs's registry, once. */
export function registerComparisonGradients(): void {
  for (const kernelName of BINARY) {
    if (tf.getGradient(kernelName)) continue;
    tf.registerGradient({
      kernelName,
      inputsToSave: ['a', 'b'],
      gradFunc: (_dy, [a, b]) => ({ a: () => zero(a), b: () => zero(b) }),
    });
  }
  for (const kernelName of UNARY) {
    if (tf.getGradient(kernelName)) continue;
    tf.registerGradient({
      kernelName,
      inputsToSave: ['x'],
      gradFunc: (_dy, [x]) => ({ x: () => zero(x) }),
    });
  }
}
