import type {
  CallArguments,
  Initializer,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Pass,
  Shape,
  Tensor,
  Weight,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import {
  add,
  initializer,
  knownAxis,
  Layer,
  mul,
  normalizeAxis,
  relu,
  requireBoolean,
  requireNumber,
  requireRank,
  requireWholeNumber,
  rsqrt,
  sqrt,
  square,
  sub,
} from '@myelin/core';
import type { InitializerLike } from '../weights/weight-recipe.ts';
import type { AffineOptions, AffineRecipes, AffineWeights } from './affine.ts';
import { affineDefaults, affineRecipes, makeAffine } from './affine.ts';
import type { Moments } from './batch-moments.ts';
import { batchMoments } from './batch-moments.ts';
import type { RenormClipping, RenormCorrection } from './batch-renorm.ts';
import { RootOf, renormCorrection, requireRenormClipping } from './batch-renorm.ts';
import { stretchedAlong } from './normalized-axes.ts';

export interface BatchNormalizationOptions extends LayerOptions, AffineOptions {
  /** Axis of the features, each of which has statistics of its own; negative ones count from the end. @defaultValue `-1` */
  readonly axis?: number;
  /** Share in [0, 1] of the moving statistics that a batch leaves as it is. @defaultValue `0.99` */
  readonly momentum?: number;
  /** Added to the variance before its root is taken. @defaultValue `0.001` */
  readonly epsilon?: number;
  /** @defaultValue `'zeros'` */
  readonly movingMeanInitializer?: InitializerLike;
  /** @defaultValue `'ones'` */
  readonly movingVarianceInitializer?: InitializerLike;
  /** Makes no difference on one device; Keras's files have it. @defaultValue `false` */
  readonly synchronized?: boolean;
  /** Whether to correct batch statistics by moving ones, for small batches (Ioffe 2017). @defaultValue `false` */
  readonly renorm?: boolean;
  /** Limits of that correction. @defaultValue `null`: none */
  readonly renormClipping?: RenormClipping | null;
  /** Momentum of the averages of that correction. @defaultValue `0.99` */
  readonly renormMomentum?: number;
}

export type BatchNormalizationWeights = AffineWeights & {
  readonly movingMean: Weight;
  readonly movingVariance: Weight;
  readonly movingStddev: Weight | undefined;
  readonly renormMean: Weight | undefined;
  readonly renormStddev: Weight | undefined;
};

type Values = WeightValues<BatchNormalizationWeights>;

const defaults: OptionDefaults<OwnOptions<BatchNormalizationOptions>> = {
  axis: -1,
  momentum: 0.99,
  epsilon: 0.001,
  ...affineDefaults,
  movingMeanInitializer: 'zeros',
  movingVarianceInitializer: 'ones',
  synchronized: false,
  renorm: false,
  renormClipping: null,
  renormMomentum: 0.99,
};

/**
 * Brings each feature to mean 0 and variance 1, then to a learnt scale: `y = gamma · (x - μ) / √(σ² + epsilon) + beta`.
 *
 * In training `μ` and `σ²` are those of the batch, of the time steps that a mask leaves, and moving averages follow
 * them: `moving = moving · momentum + batch · (1 - momentum)`. Otherwise, and while the layer is frozen
 * (`trainable = false`), they are the moving averages.
 *
 * @shape input `[batch, ...]`
 * @shape output as the input
 * @weights gamma, beta, moving_mean, moving_variance `[features]`; with `renorm` also moving_stddev, renorm_mean, renorm_stddev
 * @throws {@link ArgumentError} an option is out of its domain, or `axis` is no axis of the input.
 * @throws {@link ShapeError} the size of the feature axis is unknown.
 * @source Ioffe & Szegedy 2015; defaults as Keras 3 `BatchNormalization`.
 * @example
 * new BatchNormalization().apply([[1], [3]], { training: true }) // ≈ [[-1], [1]]
 */
export class BatchNormalization extends Layer<
  BatchNormalizationOptions,
  BatchNormalizationWeights
> {
  readonly className: string = 'BatchNormalization';
  protected override readonly callArguments: CallArguments<object> = {};
  readonly #affine: AffineRecipes;
  readonly #movingMeanInitializer: Initializer;
  readonly #movingVarianceInitializer: Initializer;

  constructor(options: BatchNormalizationOptions = {}) {
    super('BatchNormalization', options, defaults);
    const where = 'BatchNormalization';
    const { config } = this;
    requireWholeNumber(where, 'axis', config.axis);
    requireNumber(where, 'momentum', config.momentum, { min: 0, max: 1 });
    requireNumber(where, 'epsilon', config.epsilon, { min: 0 });
    requireBoolean(where, 'synchronized', config.synchronized);
    requireBoolean(where, 'renorm', config.renorm);
    requireRenormClipping(where, config.renormClipping);
    requireNumber(where, 'renormMomentum', config.renormMomentum, { min: 0, max: 1 });
    this.#affine = affineRecipes(where, config);
    this.#movingMeanInitializer = initializer(
      where,
      config.movingMeanInitializer,
      'movingMeanInitializer',
    );
    this.#movingVarianceInitializer = initializer(
      where,
      config.movingVarianceInitializer,
      'movingVarianceInitializer',
    );
  }

  override get mixesSamples(): boolean {
    return true;
  }

  outputShape(input: Shape): Shape {
    this.#features(input);
    return input;
  }

  protected build(input: Shape, weight: WeightMaker): BatchNormalizationWeights {
    const { renorm } = this.config;
    const shape = [this.#features(input)];
    const moving = (name: string, start: Initializer): Weight =>
      weight(name, shape, start, { trainable: false });
    const meanStart = this.#movingMeanInitializer;
    const varianceStart = this.#movingVarianceInitializer;
    const deviationStart = new RootOf(varianceStart);
    return {
      ...makeAffine(weight, shape, this.#affine),
      movingMean: moving('moving_mean', meanStart),
      movingVariance: moving('moving_variance', varianceStart),
      movingStddev: renorm ? moving('moving_stddev', deviationStart) : undefined,
      renormMean: renorm ? moving('renorm_mean', meanStart) : undefined,
      renormStddev: renorm ? moving('renorm_stddev', deviationStart) : undefined,
    };
  }

  protected call(x: Tensor, values: Values, pass: Pass): Tensor {
    const learns = pass.learns(this);
    const { movingMean, movingVariance } = values;
    if (!learns) return this.#normalize(x, { mean: movingMean, variance: movingVariance }, values);
    const feature = normalizeAxis('BatchNormalization', this.config.axis, x.rank);
    const others = x.shape.map((_, axis) => axis).filter((axis) => axis !== feature);
    const moments = batchMoments(x, others, pass.maskOf(x));
    const { movingStddev, renormMean, renormStddev } = values;
    if (!movingStddev || !renormMean || !renormStddev) {
      this.#follow(pass, 'movingMean', moments.mean);
      this.#follow(pass, 'movingVariance', moments.variance);
      return this.#normalize(x, moments, values);
    }
    const { epsilon, renormClipping } = this.config;
    const { mean } = moments;
    const stddev = sqrt(add(moments.variance, epsilon));
    const inputs = { mean, stddev, renormMean, renormStddev, epsilon };
    const correction = renormCorrection(inputs, renormClipping ?? {});
    this.#renormalizeAverages(pass, mean, stddev);
    return this.#normalize(x, moments, values, correction);
  }

  protected override acceptsShape(input: Shape, built: Shape): boolean {
    return input.length === built.length && this.#features(input) === this.#features(built);
  }

  /** `gamma · ((x - mean) / σ · r + d) + beta`, arranged so that only two operations touch all of `x`. */
  #normalize(
    x: Tensor,
    { mean, variance }: Moments,
    { gamma, beta }: Values,
    correction?: RenormCorrection,
  ): Tensor {
    const inverse = rsqrt(add(variance, this.config.epsilon));
    const corrected = correction ? mul(inverse, correction.r) : inverse;
    const centered = mul(mean, corrected);
    const offset = correction ? sub(correction.d, centered) : mul(centered, -1);
    const factor = gamma ? mul(corrected, gamma) : corrected;
    const scaled = gamma ? mul(offset, gamma) : offset;
    const shift = beta ? add(scaled, beta) : scaled;
    const axes = [normalizeAxis('BatchNormalization', this.config.axis, x.rank)];
    return add(mul(x, stretchedAlong(factor, x, axes)), stretchedAlong(shift, x, axes));
  }

  #renormalizeAverages(pass: Pass, mean: Tensor, stddev: Tensor): void {
    const { epsilon, renormMomentum } = this.config;
    this.#follow(pass, 'movingMean', mean);
    const moved = this.#follow(pass, 'movingStddev', stddev);
    if (moved) pass.update(this.ownWeights.movingVariance, relu(sub(square(moved), epsilon)));
    this.#follow(pass, 'renormMean', mean, renormMomentum);
    this.#follow(pass, 'renormStddev', stddev, renormMomentum);
  }

  /** Moves an average towards the value of a batch. */
  #follow(
    pass: Pass,
    name: keyof BatchNormalizationWeights,
    value: Tensor,
    momentum: number = this.config.momentum,
  ): Tensor | undefined {
    const weight = this.ownWeights[name];
    if (!weight) return undefined;
    const moved = add(mul(pass.read(weight), momentum), mul(value, 1 - momentum));
    pass.update(weight, moved);
    return moved;
  }

  #features(input: Shape): number {
    requireRank('BatchNormalization', input, { min: 2 });
    const axis = normalizeAxis('BatchNormalization', this.config.axis, input.length);
    return knownAxis('BatchNormalization', input, axis);
  }
}
