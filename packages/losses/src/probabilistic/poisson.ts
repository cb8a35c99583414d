import type { LossOptions, NdArray, Tensor, TensorLike } from '@myelin/core';
import { Loss, matchTarget, poissonOf, tidy } from '@myelin/core';
import { requireBetween } from '../targets/require-between.ts';

/** Options of {@link Poisson}. */
export type PoissonOptions = LossOptions;

/**
 * Poisson loss of each sample: `mean(yPred - yTrue·log(yPred + 1e-7))` over the last axis.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * poisson([[1, 0]], [[2, 1]]).arraySync() // => [1.1534264]
 */
export function poisson(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => {
    const { target, prediction } = matchTarget('poisson', yTrue, yPred);
    return poissonOf(target, prediction);
  });
}

/**
 * Poisson loss: `Σ (yPred - yTrue·log(yPred)) / n`, for targets that are counts. The last layer gives positive numbers,
 * for example with the activation `'softplus'` or `'exponential'`.
 *
 * @shape yTrue, yPred `[batch, ..., values]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `Poisson`.
 * @example
 * new Poisson().apply([[1], [0]], [[2], [1]]).arraySync() // => 1.1534264
 */
export class Poisson extends Loss<PoissonOptions> {
  readonly className = 'Poisson';

  constructor(options: PoissonOptions = {}) {
    super('Poisson', options, {});
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return poisson(yTrue, yPred);
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
      'pass counts of what happened, which are never negative',
    );
  }
}
