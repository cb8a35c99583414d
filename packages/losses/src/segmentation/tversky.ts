import type { Axes, LossOptions, NdArray, Tensor, TensorLike } from '@myelin/core';
import {
  add,
  div,
  EPSILON,
  Loss,
  matchTarget,
  mul,
  normalizeAxes,
  requireAxes,
  requireNumber,
  resolveOptions,
  sub,
  sum,
  tidy,
} from '@myelin/core';
import { requireBetween } from '../targets/require-between.ts';

/** What the Tversky loss can be told. */
export interface TverskyFunctionOptions {
  /** Weight of what the prediction misses, at least 0. @defaultValue `0.5` */
  readonly alpha?: number;
  /** Weight of what it adds, at least 0. @defaultValue `0.5` */
  readonly beta?: number;
  /** Axes that are summed over; `null` for all, the batch included. @defaultValue `null` */
  readonly axis?: Axes | null;
}

/** Options of {@link Tversky}. */
export interface TverskyOptions extends LossOptions, TverskyFunctionOptions {}

const defaults = { alpha: 0.5, beta: 0.5, axis: null } as const;

/**
 * Tversky loss: `1 - common / (common + alpha·missed + beta·added + 1e-7)`, with `common = Σ yTrue·yPred`,
 * `missed = Σ yTrue·(1 - yPred)` and `added = Σ (1 - yTrue)·yPred` over `axis`.
 *
 * @shape yTrue, yPred any, the same
 * @shape output what is left without `axis`: a scalar, unless told
 * @throws {@link ArgumentError} an option is outside its domain, or there is no such axis.
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * tversky([[1, 1, 0, 0]], [[1, 0, 1, 0]]).arraySync() // => 0.5
 */
export function tversky(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: TverskyFunctionOptions = {},
): Tensor {
  const where = 'tversky';
  const { alpha, beta, axis } = checkedTversky(where, options);
  return tidy(() => {
    const { target, prediction } = matchTarget(where, yTrue, yPred);
    const axes = normalizeAxes(where, axis, prediction.rank);
    const common = sum(mul(target, prediction), axes);
    const missed = sum(mul(target, sub(1, prediction)), axes);
    const added = sum(mul(sub(1, target), prediction), axes);
    const all = add(common, add(mul(missed, alpha), mul(added, beta)));
    return sub(1, div(common, add(all, EPSILON)));
  });
}

function checkedTversky(
  where: string,
  options: TverskyFunctionOptions,
): Required<TverskyFunctionOptions> {
  const { alpha, beta, axis } = resolveOptions<TverskyFunctionOptions>(where, options, defaults);
  return {
    alpha: requireNumber(where, 'alpha', alpha, { min: 0 }),
    beta: requireNumber(where, 'beta', beta, { min: 0 }),
    axis: requireAxes(where, axis, { orNull: true }),
  };
}

/**
 * Tversky loss: the {@link Dice} loss, told apart by what weighs more, a missed part of a mask or one too many. With
 * both weights at 0.5 it is the Dice loss.
 *
 * @shape yTrue, yPred `[batch, height, width, classes]`, for example; masks in [0, 1]
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ.
 * @source Salehi et al. 2017, "Tversky loss function for image segmentation using 3D fully convolutional deep networks";
 * Keras 3 `Tversky`: its `alpha` weighs what is missed, though its documentation says false positives.
 * @example
 * new Tversky({ alpha: 0.3, beta: 0.7 }).apply([[1, 1, 0, 0]], [[1, 0, 0, 0]]).arraySync() // => 0.2307692
 */
export class Tversky extends Loss<TverskyOptions> {
  readonly className = 'Tversky';
  readonly #own: Required<TverskyFunctionOptions>;

  constructor(options: TverskyOptions = {}) {
    super('Tversky', options, defaults);
    const { alpha, beta, axis } = this.config;
    this.#own = checkedTversky('Tversky', { alpha, beta, axis });
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return tversky(yTrue, yPred, this.#own);
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
      'pass masks of 0 and 1, one for each class',
    );
  }
}
