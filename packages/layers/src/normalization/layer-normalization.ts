import type {
  Axes,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Shape,
  Tensor,
  Weight,
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
  rsqrt,
  square,
  sub,
} from '@myelin/core';
import type { WeightRecipe } from '../weights/weight-recipe.ts';
import { optionalRecipe, weightRecipe } from '../weights/weight-recipe.ts';
import type { AffineOptions } from './affine-options.ts';
import { affineDefaults } from './affine-options.ts';
import { normalizedAxes, sameAlong, sizesAlong, stretchedAlong } from './normalized-axes.ts';
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

export type LayerNormalizationWeights = {
  readonly gamma: Weight | undefined;
  readonly beta: Weight | undefined;
};

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
export class LayerNormalization extends Layer<
  LayerNormalizationOptions,
  LayerNormalizationWeights
> {
  readonly className: string = 'LayerNormalization';
  readonly #gamma: WeightRecipe | undefined;
  readonly #beta: WeightRecipe | undefined;

  constructor(options: LayerNormalizationOptions = {}) {
    super('LayerNormalization', options, defaults);
    const where = 'LayerNormalization';
    const { axis, epsilon, rmsScaling } = this.config;
    requireAxes(where, axis);
    requireNumber(where, 'epsilon', epsilon, { min: 0 });
    const gamma = optionalRecipe(where, 'gamma', this.config, 'scale');
    const beta = optionalRecipe(where, 'beta', this.config, 'center');
    const isOld = requireBoolean(where, 'rmsScaling', rmsScaling);
    this.#gamma = isOld ? weightRecipe(where, 'gamma', this.config) : gamma;
    this.#beta = isOld ? undefined : beta;
  }

  outputShape(input: Shape): Shape {
    sizesAlong('LayerNormalization', input, this.#axes(input.length));
    return input;
  }

  protected build(input: Shape, weight: WeightMaker): LayerNormalizationWeights {
    const shape = sizesAlong('LayerNormalization', input, this.#axes(input.length));
    return {
      gamma: this.#gamma && weight('gamma', shape, ...this.#gamma),
      beta: this.#beta && weight('beta', shape, ...this.#beta),
    };
  }

  protected call(x: Tensor, { gamma, beta }: WeightValues<LayerNormalizationWeights>): Tensor {
    const { epsilon, rmsScaling } = this.config;
    const axes = this.#axes(x.rank);
    const normalized = rmsScaling ? scaled(x, axes, epsilon) : standardize(x, axes, epsilon);
    const wide = gamma ? mul(normalized, stretchedAlong(gamma, x, axes)) : normalized;
    return beta ? add(wide, stretchedAlong(beta, x, axes)) : wide;
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
