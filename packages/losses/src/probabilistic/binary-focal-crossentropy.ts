import type { CrossentropyOptions, LossOptions, NdArray, Tensor, TensorLike } from '@myelin/core';
import {
  add,
  binaryCrossentropies,
  checkedCrossentropy,
  crossentropyDefaults,
  Loss,
  logitsOf,
  matchTarget,
  mean,
  mul,
  neg,
  normalizeAxis,
  requireBoolean,
  requireNumber,
  resolveOptions,
  sigmoid,
  smoothBinary,
  sub,
  tidy,
} from '@myelin/core';
import { requireBetween } from '../targets/require-between.ts';
import { focalFactor } from './focal-factor.ts';

/** What the focal crossentropy of binary targets can be told. */
export interface BinaryFocalOptions extends CrossentropyOptions {
  /** True weights targets of 1 with `alpha` and those of 0 with `1 - alpha`. @defaultValue `false` */
  readonly applyClassBalancing?: boolean;
  /** Weight of targets of 1, in [0, 1]; only with `applyClassBalancing`. @defaultValue `0.25` */
  readonly alpha?: number;
  /** How strongly easy samples are played down, at least 0; 0 is plain crossentropy. @defaultValue `2` */
  readonly gamma?: number;
}

/** Options of {@link BinaryFocalCrossentropy}. */
export interface BinaryFocalCrossentropyOptions extends LossOptions, BinaryFocalOptions {}

const defaults = {
  applyClassBalancing: false,
  alpha: 0.25,
  gamma: 2,
  ...crossentropyDefaults,
} as const;

/**
 * Focal crossentropy of each sample: the mean over `axis` of `(1 - q)ᵞ · -log(q)`, where `q` is the probability given to
 * what is right: `p` for a target of 1, `1 - p` for 0.
 *
 * Probabilities are clipped to [1e-7, 1 - 1e-7] in the logarithm. From logits, also from those that a sigmoid just made
 * the probabilities of, everything is exact for any size.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * binaryFocalCrossentropy([[1, 0]], [[0.8, 0.3]]).arraySync() // => [0.0205132]
 */
export function binaryFocalCrossentropy(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: BinaryFocalOptions = {},
): Tensor {
  const where = 'binaryFocalCrossentropy';
  const { applyClassBalancing, alpha, gamma, fromLogits, labelSmoothing, axis } = checkedFocal(
    where,
    options,
  );
  return tidy(() => {
    const { target, prediction } = matchTarget(where, yTrue, yPred);
    const along = normalizeAxis(where, axis, prediction.rank);
    const ones = smoothBinary(target, labelSmoothing);
    const zeros = sub(1, ones);
    const logits = fromLogits ? prediction : logitsOf(prediction, 'sigmoid');
    const p = fromLogits ? sigmoid(prediction) : prediction;
    const complement = logits ? sigmoid(neg(logits)) : sub(1, prediction);
    const missing = add(mul(ones, complement), mul(zeros, p));
    const losses = mul(
      focalFactor(missing, gamma),
      binaryCrossentropies(ones, logits ?? prediction, logits !== undefined),
    );
    if (!applyClassBalancing) return mean(losses, along);
    return mean(mul(losses, add(mul(ones, alpha), mul(zeros, 1 - alpha))), along);
  });
}

function checkedFocal(where: string, options: BinaryFocalOptions): Required<BinaryFocalOptions> {
  const { applyClassBalancing, alpha, gamma, ...crossentropy } = resolveOptions<BinaryFocalOptions>(
    where,
    options,
    defaults,
  );
  return {
    applyClassBalancing: requireBoolean(where, 'applyClassBalancing', applyClassBalancing),
    alpha: requireNumber(where, 'alpha', alpha, { min: 0, max: 1 }),
    gamma: requireNumber(where, 'gamma', gamma, { min: 0 }),
    ...checkedCrossentropy(where, crossentropy),
  };
}

/**
 * Binary focal crossentropy: binary crossentropy that plays down samples which are nearly right already, so that a rare
 * class is not drowned by a frequent one.
 *
 * The last layer is as for {@link BinaryCrossentropy}.
 *
 * @shape yTrue, yPred `[batch, ..., values]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ.
 * @source Lin et al. 2017, "Focal Loss for Dense Object Detection", equations 4 and 5; Keras 3 `BinaryFocalCrossentropy`,
 * which clips the probabilities of logits, too.
 * @example
 * new BinaryFocalCrossentropy().apply([[1], [0]], [[0.8], [0.3]]).arraySync() // => 0.0205132
 */
export class BinaryFocalCrossentropy extends Loss<BinaryFocalCrossentropyOptions> {
  readonly className = 'BinaryFocalCrossentropy';
  readonly #own: Required<BinaryFocalOptions>;

  constructor(options: BinaryFocalCrossentropyOptions = {}) {
    super('BinaryFocalCrossentropy', options, defaults);
    const { name: _, reduction: __, ...own } = this.config;
    this.#own = checkedFocal('BinaryFocalCrossentropy', own);
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return binaryFocalCrossentropy(yTrue, yPred, this.#own);
  }

  /**
   * Refuses targets outside [0, 1].
   *
   * @throws {@link DataError} a target is not in [0, 1].
   */
  override checkTargets(yTrue: NdArray): void {
    requireBetween(this.className, yTrue, { min: 0, max: 1 }, 'label the two classes 0 and 1');
  }
}
