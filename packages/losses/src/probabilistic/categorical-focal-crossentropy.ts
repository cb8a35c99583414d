import type { CrossentropyOptions, LossOptions, NdArray, Tensor, TensorLike } from '@myelin/core';
import {
  ArgumentError,
  checkedCrossentropy,
  clippedShares,
  crossentropyDefaults,
  describe,
  exp,
  Loss,
  log,
  logitsOf,
  logSoftmax,
  matchTarget,
  mul,
  neg,
  normalizeAxis,
  requireClasses,
  requireNumber,
  reshape,
  resolveOptions,
  smoothOneHot,
  sub,
  sum,
  tensor,
  tidy,
} from '@myelin/core';
import { requireBetween } from '../targets/require-between.ts';
import { focalFactor } from './focal-factor.ts';

/** What the focal crossentropy of one-hot targets can be told. */
export interface CategoricalFocalOptions extends CrossentropyOptions {
  /** Weight of all classes, or one weight for each; at least 0. @defaultValue `0.25` */
  readonly alpha?: number | readonly number[];
  /** How strongly easy samples are played down, at least 0; 0 is plain crossentropy. @defaultValue `2` */
  readonly gamma?: number;
}

/** Options of {@link CategoricalFocalCrossentropy}. */
export interface CategoricalFocalCrossentropyOptions extends LossOptions, CategoricalFocalOptions {}

const defaults = { alpha: 0.25, gamma: 2, ...crossentropyDefaults } as const;

/**
 * Focal crossentropy of each sample: `Σ alpha·(1 - p)ᵞ · -y·log(p)` over the classes.
 *
 * Probabilities are divided by their sum and clipped to [1e-7, 1 - 1e-7]. From logits, also from those that a softmax
 * just made the probabilities of, everything is exact for any size.
 *
 * @shape yTrue, yPred `[batch, ..., classes]`, one-hot targets
 * @shape output `[batch, ...]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ, or there is only one class.
 * @example
 * categoricalFocalCrossentropy([[0, 0, 1]], [[0.1, 0.3, 0.6]]).arraySync() // => [0.0204330]
 */
export function categoricalFocalCrossentropy(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: CategoricalFocalOptions = {},
): Tensor {
  const where = 'categoricalFocalCrossentropy';
  const { alpha, gamma, fromLogits, labelSmoothing, axis } = checkedFocal(where, options);
  return tidy(() => {
    const { target, prediction } = matchTarget(where, yTrue, yPred);
    const along = normalizeAxis(where, axis, prediction.rank);
    const classes = requireClasses(where, prediction.shape, along);
    const y = smoothOneHot(target, labelSmoothing, classes);
    const isLast = along === prediction.rank - 1;
    const logits = fromLogits ? prediction : isLast ? logitsOf(prediction, 'softmax') : undefined;
    const logs = logits ? logSoftmax(logits, along) : log(clippedShares(prediction, along));
    const losses = mul(focalFactor(sub(1, exp(logs)), gamma), mul(y, logs));
    const weights = weightsOf(where, alpha, classes, along, prediction.rank);
    return neg(sum(mul(losses, weights), along));
  });
}

function weightsOf(
  where: string,
  alpha: number | readonly number[],
  classes: number,
  axis: number,
  rank: number,
): number | Tensor {
  if (typeof alpha === 'number') return alpha;
  if (alpha.length === classes) {
    const shape = Array.from({ length: rank }, (_, i) => (i === axis ? classes : 1));
    return reshape(tensor(alpha, 'float32'), shape);
  }
  throw new ArgumentError({
    where,
    problem: `\`alpha\` has ${alpha.length} weights for ${classes} classes`,
    fix: 'pass one weight for each class, or one number for all',
  });
}

function checkedFocal(
  where: string,
  options: CategoricalFocalOptions,
): Required<CategoricalFocalOptions> {
  const { alpha, gamma, ...crossentropy } = resolveOptions<CategoricalFocalOptions>(
    where,
    options,
    defaults,
  );
  return {
    alpha: checkedAlpha(where, alpha),
    gamma: requireNumber(where, 'gamma', gamma, { min: 0 }),
    ...checkedCrossentropy(where, crossentropy),
  };
}

function checkedAlpha(
  where: string,
  alpha: number | readonly number[],
): number | readonly number[] {
  if (!Array.isArray(alpha)) return requireNumber(where, 'alpha', alpha, { min: 0 });
  if (alpha.length > 0 && alpha.every((weight) => Number.isFinite(weight) && weight >= 0)) {
    return alpha;
  }
  throw new ArgumentError({
    where,
    problem: `\`alpha\` must be a number of at least 0, or one for each class, received ${describe(alpha)}`,
    fix: 'pass for example { alpha: 0.25 } or { alpha: [0.2, 0.3, 0.5] }',
  });
}

/**
 * Categorical focal crossentropy: categorical crossentropy that plays down samples which are nearly right already, so
 * that rare classes are not drowned by frequent ones.
 *
 * The last layer is as for {@link CategoricalCrossentropy}.
 *
 * @shape yTrue, yPred `[batch, ..., classes]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ, or there is only one class.
 * @source Lin et al. 2017, "Focal Loss for Dense Object Detection"; Keras 3 `CategoricalFocalCrossentropy`, which clips
 * the probabilities of logits, too.
 * @example
 * new CategoricalFocalCrossentropy().apply([[0, 0, 1]], [[0.1, 0.3, 0.6]]).arraySync() // => 0.0204330
 */
export class CategoricalFocalCrossentropy extends Loss<CategoricalFocalCrossentropyOptions> {
  readonly className = 'CategoricalFocalCrossentropy';
  readonly #own: Required<CategoricalFocalOptions>;

  constructor(options: CategoricalFocalCrossentropyOptions = {}) {
    super('CategoricalFocalCrossentropy', options, defaults);
    const { name: _, reduction: __, ...own } = this.config;
    this.#own = checkedFocal('CategoricalFocalCrossentropy', own);
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return categoricalFocalCrossentropy(yTrue, yPred, this.#own);
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
