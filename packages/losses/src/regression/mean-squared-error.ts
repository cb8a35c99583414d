import type { LossOptions, Tensor, TensorLike } from '@myelin/core';
import { Loss, matchTarget, mean, squaredDifference, tidy } from '@myelin/core';

/** Options of {@link MeanSquaredError}. */
export type MeanSquaredErrorOptions = LossOptions;

/**
 * Squared error of each sample: `mean((yTrue - yPred)²)` over the last axis.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * meanSquaredError([[0.4]], [[0.436]]).arraySync() // => [0.001296]
 */
export function meanSquaredError(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => {
    const { target, prediction } = matchTarget('meanSquaredError', yTrue, yPred);
    return mean(squaredDifference(prediction, target), -1);
  });
}

/**
 * Mean squared error: `Σ (yTrue - yPred)² / n`. Punishes large errors; for regression.
 *
 * @shape yTrue, yPred `[batch, ..., values]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `MeanSquaredError`.
 * @example
 * new MeanSquaredError().apply([[0], [0]], [[1], [3]]).arraySync() // => 5
 */
export class MeanSquaredError extends Loss<MeanSquaredErrorOptions> {
  readonly className = 'MeanSquaredError';

  constructor(options: MeanSquaredErrorOptions = {}) {
    super('MeanSquaredError', options, {});
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return meanSquaredError(yTrue, yPred);
  }
}
