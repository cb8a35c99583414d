import type {
  OptionDefaults,
  OwnOptions,
  Pass,
  Shape,
  Tensor,
  Weight,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import { required, requireWholeNumber } from '@myelin/core';
import type { AxisCount, PerAxis } from '../spatial/per-axis.ts';
import type {
  ConstraintLike,
  InitializerLike,
  RegularizerLike,
  WeightRecipe,
} from '../weights/weight-recipe.ts';
import { weightRecipe } from '../weights/weight-recipe.ts';
import { convolve } from './convolve.ts';
import { DepthwiseLayer } from './depthwise-layer.ts';
import type { DepthwiseOptions } from './depthwise-options.ts';
import { depthwiseDefaults } from './depthwise-options.ts';
import type { FilterOptions } from './filter-layer.ts';
import { filterDefaults } from './filter-layer.ts';

/** Options of separable convolution over one or two spatial axes. */
export interface SeparableLayerOptions<Sizes extends PerAxis>
  extends FilterOptions<Sizes>,
    DepthwiseOptions {
  /** Number of features that are looked for: size of the output's channel axis. Whole number, at least 1. */
  readonly filters: number;
  /** @defaultValue `'glorot_uniform'` */
  readonly pointwiseInitializer?: InitializerLike;
  /** Penalty on the kernel that mixes channels. @defaultValue `null` */
  readonly pointwiseRegularizer?: RegularizerLike | null;
  /** @defaultValue `null` */
  readonly pointwiseConstraint?: ConstraintLike | null;
}

type SeparableWeights = {
  readonly depthwiseKernel: Weight;
  readonly pointwiseKernel: Weight;
  /** Undefined with `useBias: false`. */
  readonly bias: Weight | undefined;
};

const defaultsFor = <Sizes extends PerAxis>(
  axes: AxisCount,
): OptionDefaults<OwnOptions<SeparableLayerOptions<Sizes>>> => ({
  filters: required,
  kernelSize: required,
  ...filterDefaults<Sizes>(axes),
  ...depthwiseDefaults,
  pointwiseInitializer: 'glorot_uniform',
  pointwiseRegularizer: null,
  pointwiseConstraint: null,
});

/** Depthwise convolution over one or two spatial axes, then a mix of the channels at each place. */
export abstract class SeparableLayer<Sizes extends PerAxis> extends DepthwiseLayer<
  SeparableLayerOptions<Sizes>,
  SeparableWeights
> {
  readonly #pointwise: WeightRecipe;

  /** @param where - Keras's name of the class. */
  constructor(where: string, axes: 1 | 2, options: SeparableLayerOptions<Sizes>) {
    super(where, axes, options, defaultsFor(axes));
    const { config } = this;
    requireWholeNumber(where, 'filters', config.filters, { min: 1 });
    this.#pointwise = weightRecipe(where, 'pointwise', config);
  }

  protected filtersFor(): number {
    return this.config.filters;
  }

  protected build(input: Shape, weight: WeightMaker): SeparableWeights {
    const { filters } = this.config;
    const mixed = this.channels(input) * this.multiplier;
    const one = this.kernelSize.map(() => 1);
    return {
      depthwiseKernel: weight(
        'depthwise_kernel',
        this.depthwiseShape(input),
        ...this.depthwiseRecipe,
      ),
      pointwiseKernel: weight('pointwise_kernel', [...one, mixed, filters], ...this.#pointwise),
      bias: this.biasRecipe && weight('bias', [filters], ...this.biasRecipe),
    };
  }

  protected call(
    x: Tensor,
    { depthwiseKernel, pointwiseKernel, bias }: WeightValues<SeparableWeights>,
    pass: Pass,
  ): Tensor {
    const one = this.kernelSize.map(() => 1);
    const features = this.filterChannels(x, depthwiseKernel);
    const windows = { strides: one, padding: 'valid', dilation: one } as const;
    return this.finish(convolve(features, pointwiseKernel, windows), bias, pass);
  }
}
