import type { LossOptions, NdArray, Tensor, TensorLike } from '@myelin/core';
import { klDivergenceOf, Loss, matchTarget, tidy } from '@myelin/core';
import { requireBetween } from '../targets/require-between.ts';

/** Options of {@link KLDivergence}. */
export type KLDivergenceOptions = LossOptions;

/**
 * Kullback-Leibler divergence of each sample: `Σ yTrue·log(yTrue / yPred)` over the last axis. Both are clipped to
 * [1e-7, 1].
 *
 * @shape yTrue, yPred `[batch, ..., classes]`
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * klDivergence([[0.5, 0.5]], [[0.25, 0.75]]).arraySync() // => [0.1438410]
 */
export function klDivergence(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => {
    const { target, prediction } = matchTarget('klDivergence', yTrue, yPred);
    return klDivergenceOf(target, prediction);
  });
}

/**
 * Kullback-Leibler divergence: `mean(Σ yTrue·log(yTrue / yPred))`, for targets that are distributions. It is 0 where
 * predictions equal them. The last layer is a softmax.
 *
 * @shape yTrue, yPred `[batch, ..., classes]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `KLDivergence`.
 * @example
 * new KLDivergence().apply([[0.5, 0.5]], [[0.25, 0.75]]).arraySync() // => 0.1438410
 */
export class KLDivergence extends Loss<KLDivergenceOptions> {
  readonly className = 'KLDivergence';

  constructor(options: KLDivergenceOptions = {}) {
    super('KLDivergence', options, {});
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return klDivergence(yTrue, yPred);
  }

  /**
   * Refuses targets outside [0, 1].
   *
   * @throws {@link DataError} a target is not in [0, 1].
   */
  override checkTargets(yTrue: NdArray): void {
    requireBetween(
      this.className,
      yTrue,
      { min: 0, max: 1 },
      'pass probabilities, which sum to 1 in each row',
    );
  }
}
