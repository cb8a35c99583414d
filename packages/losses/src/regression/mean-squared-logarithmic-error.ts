import type { LossOptions, NdArray, Tensor, TensorLike } from '@myelin/core';
import { Loss, matchTarget, meanSquaredLogarithmicErrorOf, tidy } from '@myelin/core';
import { requireBetween } from '../targets/require-between.ts';

/** Options of {@link MeanSquaredLogarithmicError}. */
export type MeanSquaredLogarithmicErrorOptions = LossOptions;

/**
 * Squared error of each sample between logarithms: `mean((log(1 + yTrue) - log(1 + yPred))²)` over the last axis. Numbers
 * below 1e-7 count as 1e-7.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * meanSquaredLogarithmicError([[0]], [[1]]).arraySync() // => [0.4804529]
 */
export function meanSquaredLogarithmicError(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => {
    const { target, prediction } = matchTarget('meanSquaredLogarithmicError', yTrue, yPred);
    return meanSquaredLogarithmicErrorOf(target, prediction);
  });
}

/**
 * Mean squared logarithmic error: `Σ (log(1 + yTrue) - log(1 + yPred))² / n`. For targets that are not negative and grow
 * by factors, such as prices: being wrong by a factor counts the same everywhere.
 *
 * @shape yTrue, yPred `[batch, ..., values]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `MeanSquaredLogarithmicError`.
 * @example
 * new MeanSquaredLogarithmicError().apply([[0], [0]], [[1], [0]]).arraySync() // => 0.2402264
 */
export class MeanSquaredLogarithmicError extends Loss<MeanSquaredLogarithmicErrorOptions> {
  readonly className = 'MeanSquaredLogarithmicError';

  constructor(options: MeanSquaredLogarithmicErrorOptions = {}) {
    super('MeanSquaredLogarithmicError', options, {});
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return meanSquaredLogarithmicError(yTrue, yPred);
  }

  /**
   * Refuses negative targets.
   *
   * @throws {@link DataError} a target is negative.
   */
  override checkTargets(yTrue: NdArray): void {
    requireBetween(
      this.className,
      yTrue,
      { min: 0 },
      'negative numbers have no such logarithm: use the loss mean_squared_error',
    );
  }
}
