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
  resolveOptions,
  sub,
  sum,
  tidy,
} from '@myelin/core';
import { requireBetween } from '../targets/require-between.ts';

/** What the Dice loss can be told. */
export interface DiceFunctionOptions {
  /** Axes that are summed over; `null` for all, the batch included. @defaultValue `null` */
  readonly axis?: Axes | null;
}

/** Options of {@link Dice}. */
export interface DiceOptions extends LossOptions, DiceFunctionOptions {}

const defaults = { axis: null } as const;

/**
 * Dice loss: `1 - 2·Σ yTrue·yPred / (Σ yTrue + Σ yPred + 1e-7)` over `axis`.
 *
 * @shape yTrue, yPred any, the same
 * @shape output what is left without `axis`: a scalar, unless told
 * @throws {@link ArgumentError} there is no such axis.
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * dice([[1, 1, 0, 0]], [[1, 0, 1, 0]]).arraySync() // => 0.5
 */
export function dice(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: DiceFunctionOptions = {},
): Tensor {
  const where = 'dice';
  const axis = checkedAxis(where, options);
  return tidy(() => {
    const { target, prediction } = matchTarget(where, yTrue, yPred);
    const axes = normalizeAxes(where, axis, prediction.rank);
    const common = mul(sum(mul(target, prediction), axes), 2);
    return sub(1, div(common, add(add(sum(target, axes), sum(prediction, axes)), EPSILON)));
  });
}

function checkedAxis(where: string, options: DiceFunctionOptions): Axes | null {
  const { axis } = resolveOptions<DiceFunctionOptions>(where, options, defaults);
  return requireAxes(where, axis, { orNull: true });
}

/**
 * Dice loss: one minus twice the common area of two masks over the sum of their areas. For segmentation, where most of
 * an image is background.
 *
 * By default the whole batch counts as one pair of masks; `axis` keeps samples or classes apart.
 *
 * @shape yTrue, yPred `[batch, height, width, classes]`, for example; masks in [0, 1]
 * @throws {@link ArgumentError} an option is unknown, or there is no such axis.
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `Dice`. Two empty masks have a loss of 1 there and here.
 * @example
 * new Dice().apply([[1, 1, 0, 0]], [[1, 0, 1, 0]]).arraySync() // => 0.5
 */
export class Dice extends Loss<DiceOptions> {
  readonly className = 'Dice';
  readonly #own: Required<DiceFunctionOptions>;

  constructor(options: DiceOptions = {}) {
    super('Dice', options, defaults);
    this.#own = { axis: checkedAxis('Dice', { axis: this.config.axis }) };
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return dice(yTrue, yPred, this.#own);
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
