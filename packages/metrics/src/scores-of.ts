import type { Tensor, TensorLike } from '@myelin/core';
import { matchTarget } from '@myelin/core';

/**
 * A score of each sample, from targets and predictions brought to one shape.
 *
 * @throws {@link ShapeError} the shapes differ.
 */
export function scoresOf(
  where: string,
  yTrue: TensorLike,
  yPred: TensorLike,
  score: (target: Tensor, prediction: Tensor) => Tensor,
): Tensor {
  const { target, prediction } = matchTarget(where, yTrue, yPred);
  return score(target, prediction);
}
