import type { LossOptions, Tensor, TensorLike } from '@myelin/core';
import {
  add,
  Loss,
  log,
  logitsOf,
  matchTarget,
  mean,
  mul,
  neg,
  normalizeAxis,
  softplus,
  sub,
  tidy,
} from '@myelin/core';
import { clipProbabilities } from './clip-probabilities.ts';
import type { CrossentropyOptions } from './crossentropy-options.ts';
import { checkedCrossentropy, crossentropyDefaults } from './crossentropy-options.ts';

/** Options of {@link BinaryCrossentropy}. */
export interface BinaryCrossentropyOptions extends LossOptions, CrossentropyOptions {}

/**
 * Crossentropy of each sample: `mean(-y·log(p) - (1 - y)·log(1 - p))` over `axis`.
 *
 * Probabilities are clipped to [1e-7, 1 - 1e-7]. From logits `x`, also from those that a sigmoid just made the
 * probabilities of, it is computed as `y·softplus(-x) + (1 - y)·softplus(x)`: exact for any size.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * binaryCrossentropy([[1, 0]], [[0.8, 0.3]]).arraySync() // => [0.2899095]
 */
export function binaryCrossentropy(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: CrossentropyOptions = {},
): Tensor {
  const where = 'binaryCrossentropy';
  const { fromLogits, labelSmoothing, axis } = checkedCrossentropy(where, options);
  return tidy(() => {
    const { target, prediction } = matchTarget(where, yTrue, yPred);
    const y =
      labelSmoothing === 0 ? target : add(mul(target, 1 - labelSmoothing), 0.5 * labelSmoothing);
    const logits = fromLogits ? prediction : logitsOf(prediction, 'sigmoid');
    const losses = logits ? ofLogits(y, logits) : ofProbabilities(y, prediction);
    return mean(losses, normalizeAxis(where, axis, losses.rank));
  });
}

function ofLogits(y: Tensor, x: Tensor): Tensor {
  return add(mul(y, softplus(neg(x))), mul(sub(1, y), softplus(x)));
}

function ofProbabilities(y: Tensor, probabilities: Tensor): Tensor {
  const p = clipProbabilities(probabilities);
  return neg(add(mul(y, log(p)), mul(sub(1, y), log(sub(1, p)))));
}

/**
 * Binary crossentropy: `mean(-y·log(p) - (1 - y)·log(1 - p))`, for targets of 0 and 1.
 *
 * The last layer is one sigmoid unit, or several for labels that do not exclude each other; with `fromLogits` it has
 * no activation.
 *
 * @shape yTrue, yPred `[batch, ..., values]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `BinaryCrossentropy`.
 * @see {@link CategoricalCrossentropy} for classes that exclude each other.
 * @example
 * const loss = new BinaryCrossentropy().apply([1, 0, 0, 1], [[0.8], [0.3], [0.5], [0.9]]);
 * loss.arraySync() // => 0.3445815
 */
export class BinaryCrossentropy extends Loss<BinaryCrossentropyOptions> {
  readonly className = 'BinaryCrossentropy';
  readonly #own: Required<CrossentropyOptions>;

  constructor(options: BinaryCrossentropyOptions = {}) {
    super('BinaryCrossentropy', options, crossentropyDefaults);
    const { fromLogits, labelSmoothing, axis } = this.config;
    this.#own = checkedCrossentropy('BinaryCrossentropy', { fromLogits, labelSmoothing, axis });
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return binaryCrossentropy(yTrue, yPred, this.#own);
  }
}
