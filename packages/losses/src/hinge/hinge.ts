import type { LossOptions, NdArray, Tensor, TensorLike } from '@myelin/core';
import { hingeOf, Loss, matchTarget, tidy } from '@myelin/core';
import { requireBetween } from '../targets/require-between.ts';

/** Options of {@link Hinge}. */
export type HingeOptions = LossOptions;

/**
 * Hinge of each sample: `mean(max(1 - yTrue·yPred, 0))` over the last axis. Targets are -1 or 1; if all in the batch are
 * 0 or 1, 0 counts as -1.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * hinge([[1, -1]], [[0.5, 0.5]]).arraySync() // => [1]
 */
export function hinge(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => {
    const { target, prediction } = matchTarget('hinge', yTrue, yPred);
    return hingeOf(target, prediction);
  });
}

/**
 * Hinge: `Σ max(1 - yTrue·yPred, 0) / n`, for targets of -1 and 1 (or 0 and 1). Predictions beyond a margin of 1 on the
 * right side cost nothing. The last layer has no activation or `tanh`.
 *
 * @shape yTrue, yPred `[batch, ..., values]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `Hinge`.
 * @example
 * new Hinge().apply([[1], [0]], [[0.5], [-2]]).arraySync() // => 0.25
 */
export class Hinge extends Loss<HingeOptions> {
  readonly className = 'Hinge';

  constructor(options: HingeOptions = {}) {
    super('Hinge', options, {});
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return hinge(yTrue, yPred);
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
