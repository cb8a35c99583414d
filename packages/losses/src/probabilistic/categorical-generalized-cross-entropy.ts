import type { LossOptions, NdArray, Shape, Tensor, TensorLike } from '@myelin/core';
import {
  customGradient,
  div,
  EPSILON,
  expm1,
  Loss,
  logitsOf,
  logSoftmax,
  matchIndices,
  maximum,
  mul,
  neg,
  oneHot,
  pow,
  requireClasses,
  requireNumber,
  resolveOptions,
  sub,
  sum,
  tensor,
  tidy,
} from '@myelin/core';
import { requireClassIndices } from '../targets/require-class-indices.ts';

/** What the generalized crossentropy can be told. */
export interface GeneralizedCrossEntropyOptions {
  /** Between 0 and 1: near 0 it is crossentropy, near 1 the absolute error, which noisy labels harm less. @defaultValue `0.5` */
  readonly q?: number;
}

/** Options of {@link CategoricalGeneralizedCrossEntropy}. */
export interface CategoricalGeneralizedCrossEntropyOptions
  extends LossOptions,
    GeneralizedCrossEntropyOptions {}

const defaults = { q: 0.5 } as const;

/**
 * Generalized crossentropy of each sample: `(1 - p[y]^q) / q`, with `y` the index of the class.
 *
 * From probabilities that a softmax just made it is computed from their logits, so that the gradient never overflows;
 * elsewhere the gradient at probabilities below 1e-7 is that at 1e-7.
 *
 * @shape yTrue `[batch, ...]` or `[batch, ..., 1]`, whole numbers in [0, classes)
 * @shape yPred `[batch, ..., classes]`, probabilities
 * @shape output `[batch, ...]`
 * @throws {@link ArgumentError} `q` is not between 0 and 1.
 * @throws {@link ShapeError} there is not one index for each prediction, or only one class.
 * @example
 * categoricalGeneralizedCrossEntropy([1], [[0.75, 0.25]]).arraySync() // => [1]
 */
export function categoricalGeneralizedCrossEntropy(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: GeneralizedCrossEntropyOptions = {},
): Tensor {
  const where = 'categoricalGeneralizedCrossEntropy';
  const q = checkedQ(where, options);
  return tidy(() => {
    const prediction = tensor(yPred, 'float32');
    const classes = requireClasses(where, prediction.shape, prediction.rank - 1);
    const chosen = oneHot(matchIndices(where, yTrue, prediction), classes);
    const logits = logitsOf(prediction, 'softmax');
    if (logits) return ofLogarithm(sum(mul(chosen, logSoftmax(logits)), -1), q);
    return ofProbability(sum(mul(chosen, prediction), -1), q);
  });
}

function ofLogarithm(log: Tensor, q: number): Tensor {
  return div(neg(expm1(mul(log, q))), q);
}

/** The derivative `-p^(q - 1)` is infinite at 0. */
function ofProbability(p: Tensor, q: number): Tensor {
  return customGradient(
    [p],
    ([x]) => ({ value: div(sub(1, pow(x, q)), q), saved: { x } }),
    (dy, { x }) => [neg(mul(dy, pow(maximum(x, EPSILON), q - 1)))],
  );
}

function checkedQ(where: string, options: GeneralizedCrossEntropyOptions): number {
  const { q } = resolveOptions<GeneralizedCrossEntropyOptions>(where, options, defaults);
  return requireNumber(where, 'q', q, { above: 0, below: 1 });
}

/**
 * Generalized crossentropy: `mean((1 - p[y]^q) / q)`, for class indices of which some may be wrong.
 *
 * The last layer is a softmax with one unit a class.
 *
 * @shape yTrue `[batch, ...]`, whole numbers in [0, classes)
 * @shape yPred `[batch, ..., classes]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} there is not one index for each prediction, or only one class.
 * @source Zhang & Sabuncu 2018, "Generalized Cross Entropy Loss for Training Deep Neural Networks with Noisy Labels";
 * Keras 3 `CategoricalGeneralizedCrossEntropy`, whose gradient is NaN where the probability is 0.
 * @example
 * new CategoricalGeneralizedCrossEntropy().apply([1], [[0.75, 0.25]]).arraySync() // => 1
 */
export class CategoricalGeneralizedCrossEntropy extends Loss<CategoricalGeneralizedCrossEntropyOptions> {
  readonly className = 'CategoricalGeneralizedCrossEntropy';
  readonly #own: Required<GeneralizedCrossEntropyOptions>;

  constructor(options: CategoricalGeneralizedCrossEntropyOptions = {}) {
    super('CategoricalGeneralizedCrossEntropy', options, defaults);
    this.#own = { q: checkedQ('CategoricalGeneralizedCrossEntropy', { q: this.config.q }) };
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return categoricalGeneralizedCrossEntropy(yTrue, yPred, this.#own);
  }

  /**
   * Refuses labels that are not the index of a class.
   *
   * @throws {@link DataError} a label is negative, too large or no whole number.
   */
  override checkTargets(yTrue: NdArray, yPred: Shape): void {
    const classes = yPred.at(-1);
    if (typeof classes === 'number') requireClassIndices(this.className, yTrue, classes, null);
  }
}
