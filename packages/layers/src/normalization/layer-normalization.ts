import type {
  Axes,
  CallArguments,
  JsonRecord,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Shape,
  Tensor,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import {
  add,
  Layer,
  mean,
  mul,
  requireAxes,
  requireBoolean,
  requireNumber,
  requireRank,
  rsqrt,
  square,
  sub,
} from '@myelin/core';
import { weightRecipe } from '../weights/weight-recipe.ts';
import type { AffineOptions, AffineRecipes, AffineWeights } from './affine.ts';
import { affineDefaults, affineRecipes, makeAffine, scaledAndShifted } from './affine.ts';
import { normalizedAxes, sameAlong, sizesAlong, writtenAxes } from './normalized-axes.ts';
import { standardize } from './standardize.ts';

export interface LayerNormalizationOptions extends LayerOptions, AffineOptions {
  /** Axis or axes that are normalized over; negative ones count from the end. @defaultValue `-1` */
  readonly axis?: Axes;
  /** Added to the variance before its root is taken. @defaultValue `0.001` */
  readonly epsilon?: number;
  /**
   * Keeps the mean, divides by the deviation around it, and has no `beta`: for old models. `RMSNormalization` is the
   * layer of that name. @defaultValue `false`
   */
  readonly rmsScaling?: boolean;
}

const defaults: OptionDefaults<OwnOptions<LayerNormalizationOptions>> = {
  axis: -1,
  epsilon: 0.001,
  rmsScaling: false,
  ...affineDefaults,
};

/**
 * Brings each sample to mean 0 and variance 1, then to a learnt scale: `y = gamma · (x - μ) / √(σ² + epsilon) + beta`,
 * with `μ` and `σ²` over the listed axes.
 *
 * @shape input `[batch, ...]`
 * @shape output as the input
 * @weights gamma, beta: the sizes of the listed axes
 * @throws {@link ArgumentError} an option is out of its domain, or `axis` names an axis that the input lacks.
 * @throws {@link ShapeError} the size of a listed axis is unknown.
 * @source Ba et al. 2016; defaults as Keras 3 `LayerNormalization`.
 * @example
 * new LayerNormalization().apply([[1, 3]]) // ≈ [[-1, 1]]
 */
export class LayerNormalization extends Layer<LayerNormalizationOptions, AffineWeights> {
  readonly className: string = 'LayerNormalization';
  protected override readonly callArguments: CallArguments<object> = {};
  readonly #affine: AffineRecipes;

  constructor(options: LayerNormalizationOptions = {}) {
    super('LayerNormalization', options, defaults);
    const where = 'LayerNormalization';
    const { axis, epsilon, rmsScaling } = this.config;
    requireAxes(where, axis);
    requireNumber(where, 'epsilon', epsilon, { min: 0 });
    const recipes = affineRecipes(where, this.config);
    this.#affine = requireBoolean(where, 'rmsScaling', rmsScaling)
      ? { gamma: weightRecipe(where, 'gamma', this.config), beta: undefined }
      : recipes;
  }

  toKeras(usual: () => JsonRecord): JsonRecord {
    return writtenAxes(usual(), this.isBuilt);
  }

  outputShape(input: Shape): Shape {
    requireRank('LayerNormalization', input, {});
    sizesAlong('LayerNormalization', input, this.#axes(input.length));
    return input;
  }

  protected build(input: Shape, weight: WeightMaker): AffineWeights {
    const shape = sizesAlong('LayerNormalization', input, this.#axes(input.length));
    return makeAffine(weight, shape, this.#affine);
  }

  protected call(x: Tensor, weights: WeightValues<AffineWeights>): Tensor {
    const { epsilon, rmsScaling } = this.config;
    const axes = this.#axes(x.rank);
    const normalized = rmsScaling ? scaled(x, axes, epsilon) : standardize(x, axes, epsilon);
    return scaledAndShifted(normalized, weights, axes);
  }

  protected override acceptsShape(input: Shape, built: Shape): boolean {
    return sameAlong(input, built, this.#axes(input.length));
  }

  #axes(rank: number): readonly number[] {
    return normalizedAxes('LayerNormalization', this.config.axis, rank);
  }
}

/** `x / √(σ² + epsilon)`. */
function scaled(x: Tensor, axes: readonly number[], epsilon: number): Tensor {
  const variance = mean(square(sub(x, mean(x, axes, true))), axes, true);
  return mul(x, rsqrt(add(variance, epsilon)));
}
