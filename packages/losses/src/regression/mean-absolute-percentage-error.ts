import type { LossOptions, Tensor, TensorLike } from '@myelin/core';
import { Loss, matchTarget, meanAbsolutePercentageErrorOf, tidy } from '@myelin/core';

/** Options of {@link MeanAbsolutePercentageError}. */
export type MeanAbsolutePercentageErrorOptions = LossOptions;

/**
 * Absolute error of each sample in percent of the target: `100 · mean(|yTrue - yPred| / max(|yTrue|, 1e-7))` over the last axis.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * meanAbsolutePercentageError([[2, 4]], [[1, 5]]).arraySync() // => [37.5]
 */
export function meanAbsolutePercentageError(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => {
    const { target, prediction } = matchTarget('meanAbsolutePercentageError', yTrue, yPred);
    return meanAbsolutePercentageErrorOf(target, prediction);
  });
}

/**
 * Mean absolute percentage error: `100 · Σ (|yTrue - yPred| / |yTrue|) / n`. For targets of very different sizes, none of
 * them close to 0.
 *
 * @shape yTrue, yPred `[batch, ..., values]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `MeanAbsolutePercentageError`.
 * @example
 * new MeanAbsolutePercentageError().apply([[2], [4]], [[1], [5]]).arraySync() // => 37.5
 */
export class MeanAbsolutePercentageError extends Loss<MeanAbsolutePercentageErrorOptions> {
  readonly className = 'MeanAbsolutePercentageError';

  constructor(options: MeanAbsolutePercentageErrorOptions = {}) {
    super('MeanAbsolutePercentageError', options, {});
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return meanAbsolutePercentageError(yTrue, yPred);
  }
}
