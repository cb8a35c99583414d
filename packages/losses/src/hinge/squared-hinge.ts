import type { LossOptions, NdArray, Tensor, TensorLike } from '@myelin/core';
import { Loss, matchTarget, squaredHingeOf, tidy } from '@myelin/core';
import { requireBetween } from '../targets/require-between.ts';

/** Options of {@link SquaredHinge}. */
export type SquaredHingeOptions = LossOptions;

/**
 * Squared hinge of each sample: `mean(max(1 - yTrue·yPred, 0)²)` over the last axis. Targets are -1 or 1; if all in the
 * batch are 0 or 1, 0 counts as -1.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * squaredHinge([[1, -1]], [[0.5, 0.5]]).arraySync() // => [1.25]
 */
export function squaredHinge(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => {
    const { target, prediction } = matchTarget('squaredHinge', yTrue, yPred);
    return squaredHingeOf(target, prediction);
  });
}

/**
 * Squared hinge: `Σ max(1 - yTrue·yPred, 0)² / n`, for targets of -1 and 1 (or 0 and 1). Smoother than the hinge, and
 * harder on large errors.
 *
 * @shape yTrue, yPred `[batch, ..., values]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `SquaredHinge`.
 * @example
 * new SquaredHinge().apply([[1], [0]], [[0.5], [-2]]).arraySync() // => 0.125
 */
export class SquaredHinge extends Loss<SquaredHingeOptions> {
  readonly className = 'SquaredHinge';

  constructor(options: SquaredHingeOptions = {}) {
    super('SquaredHinge', options, {});
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return squaredHinge(yTrue, yPred);
  }

  /**
   * Refuses targets outside [-1, 1].
   *
   * @throws {@link DataError} a target is not in [-1, 1].
   */
  override checkTargets(yTrue: NdArray): void {
    requireBetween(
      this.className,
      yTrue,
      { min: -1, max: 1 },
      'label the two classes -1 and 1, or 0 and 1; for more classes use the loss categorical_hinge',
    );
  }
}
