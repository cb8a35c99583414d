import type { LossOptions, Tensor, TensorLike } from '@myelin/core';
import {
  cosineSimilarityOf,
  Loss,
  matchTarget,
  neg,
  requireWholeNumber,
  resolveOptions,
  tidy,
} from '@myelin/core';

/** What the cosine similarity can be told. */
export interface CosineSimilarityFunctionOptions {
  /** Axis of the vectors that are compared. @defaultValue `-1` */
  readonly axis?: number;
}

/** Options of {@link CosineSimilarity}. */
export interface CosineSimilarityOptions extends LossOptions, CosineSimilarityFunctionOptions {}

const defaults = { axis: -1 } as const;

/**
 * Negative cosine of the angle between target and prediction: `-Σ yTrue·yPred / (‖yTrue‖·‖yPred‖)` over `axis`.
 *
 * It is -1 for vectors of the same direction, 1 for opposite ones, and 0 for right angles and for zeros.
 *
 * @shape yTrue, yPred `[batch, ..., values]`
 * @shape output `[batch, ...]`
 * @throws {@link ArgumentError} there is no such axis.
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * cosineSimilarity([[3, 4]], [[1, 0]]).arraySync() // => [-0.6]
 */
export function cosineSimilarity(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: CosineSimilarityFunctionOptions = {},
): Tensor {
  const where = 'cosineSimilarity';
  const axis = checkedAxis(where, options);
  return tidy(() => {
    const { target, prediction } = matchTarget(where, yTrue, yPred);
    return neg(cosineSimilarityOf(target, prediction, axis));
  });
}

function checkedAxis(where: string, options: CosineSimilarityFunctionOptions): number {
  const { axis } = resolveOptions<CosineSimilarityFunctionOptions>(where, options, defaults);
  return requireWholeNumber(where, 'axis', axis);
}

/**
 * Cosine similarity as a loss: `mean(-cos ∠(yTrue, yPred))`, so that training turns predictions towards targets. Their
 * lengths do not matter.
 *
 * @shape yTrue, yPred `[batch, ..., values]`
 * @throws {@link ArgumentError} an option is unknown, or there is no such axis.
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `CosineSimilarity`.
 * @example
 * new CosineSimilarity().apply([[3, 4]], [[1, 0]]).arraySync() // => -0.6
 */
export class CosineSimilarity extends Loss<CosineSimilarityOptions> {
  readonly className = 'CosineSimilarity';
  readonly #own: Required<CosineSimilarityFunctionOptions>;

  constructor(options: CosineSimilarityOptions = {}) {
    super('CosineSimilarity', options, defaults);
    this.#own = { axis: checkedAxis('CosineSimilarity', { axis: this.config.axis }) };
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return cosineSimilarity(yTrue, yPred, this.#own);
  }
}
