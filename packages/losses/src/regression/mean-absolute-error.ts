import type { LossOptions, Tensor, TensorLike } from '@myelin/core';
import { abs, Loss, matchTarget, mean, sub, tidy } from '@myelin/core';

/** Options of {@link MeanAbsoluteError}. */
export type MeanAbsoluteErrorOptions = LossOptions;

/**
 * Absolute error of each sample: `mean(|yTrue - yPred|)` over the last axis.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * meanAbsoluteError([[1, 2]], [[2, 4]]).arraySync() // => [1.5]
 */
export function meanAbsoluteError(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => {
    const { target, prediction } = matchTarget('meanAbsoluteError', yTrue, yPred);
    return mean(abs(sub(prediction, target)), -1);
  });
}

/**
 * Mean absolute error: `Σ |yTrue - yPred| / n`. Less shaken by outliers than the squared error; for regression.
 *
 * @shape yTrue, yPred `[batch, ..., values]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `MeanAbsoluteError`.
 * @example
 * new MeanAbsoluteError().apply([[0], [0]], [[1], [-3]]).arraySync() // => 2
 */
export class MeanAbsoluteError extends Loss<MeanAbsoluteErrorOptions> {
  readonly className = 'MeanAbsoluteError';

  constructor(options: MeanAbsoluteErrorOptions = {}) {
    super('MeanAbsoluteError', options, {});
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return meanAbsoluteError(yTrue, yPred);
  }
}
