import type { LossOptions, NdArray, Tensor, TensorLike } from '@myelin/core';
import { categoricalHingeOf, Loss, matchTarget, tidy } from '@myelin/core';
import { requireBetween } from '../targets/require-between.ts';

/** Options of {@link CategoricalHinge}. */
export type CategoricalHingeOptions = LossOptions;

/**
 * Categorical hinge of each sample: `max(1 + wrong - right, 0)`, with the score of the class that is right and the largest
 * of the others.
 *
 * @shape yTrue, yPred `[batch, ..., classes]`
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * categoricalHinge([[0, 1, 0]], [[0.2, 0.5, 0.3]]).arraySync() // => [0.8]
 */
export function categoricalHinge(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => {
    const { target, prediction } = matchTarget('categoricalHinge', yTrue, yPred);
    return categoricalHingeOf(target, prediction);
  });
}

/**
 * Categorical hinge: `mean(max(1 + max((1 - yTrue)·yPred) - Σ yTrue·yPred, 0))`, for one-hot targets. It is 0 where the
 * score of the right class exceeds all others by 1.
 *
 * @shape yTrue, yPred `[batch, ..., classes]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `CategoricalHinge`.
 * @example
 * new CategoricalHinge().apply([[0, 1, 0]], [[0.2, 0.5, 0.3]]).arraySync() // => 0.8
 */
export class CategoricalHinge extends Loss<CategoricalHingeOptions> {
  readonly className = 'CategoricalHinge';

  constructor(options: CategoricalHingeOptions = {}) {
    super('CategoricalHinge', options, {});
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return categoricalHinge(yTrue, yPred);
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
      'make class indices one-hot, for example with oneHot(labels, classes)',
    );
  }
}
