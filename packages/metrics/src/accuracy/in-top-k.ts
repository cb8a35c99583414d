import type { Tensor } from '@myelin/core';
import {
  all,
  any,
  cast,
  equal,
  expandDims,
  greater,
  isFinite as isFiniteNumber,
  less,
  logicalAnd,
  range,
  where as select,
  sum,
} from '@myelin/core';

/**
 * Whether the score of a class is among the `k` largest: true where fewer than `k` others are larger.
 *
 * Classes with equal scores share a rank, so a tie at the border counts as inside. Where a score of the row is infinite
 * or not a number, and where the index is no class, it cannot be said: false.
 *
 * @param indices - `[...]`, numbers of classes; fractions are cut off.
 * @param scores - `[..., classes]`
 * @returns `[...]`, bool.
 * @source TensorFlow `math.in_top_k`, which Keras calls.
 */
export function inTopK(indices: Tensor, scores: Tensor, k: number): Tensor {
  const numbers = cast(scores, 'float32');
  const classes = range(0, scores.shape.at(-1) ?? 0);
  const isChosen = equal(expandDims(cast(indices, 'int32'), -1), cast(classes, 'int32'));
  const own = sum(select(isChosen, numbers, 0), -1, true);
  const larger = sum(cast(greater(numbers, own), 'float32'), -1);
  const isClass = any(isChosen, -1);
  return logicalAnd(logicalAnd(less(larger, k), isClass), all(isFiniteNumber(numbers), -1));
}
