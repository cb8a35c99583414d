import type {
  OptionDefaults,
  OwnOptions,
  Pass,
  Shape,
  Tensor,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import { required } from '@myelin/core';
import type { AxisCount, PerAxis } from '../spatial/per-axis.ts';
import type { KernelAndBias } from '../weights/kernel-and-bias.ts';
import { DepthwiseLayer } from './depthwise-layer.ts';
import type { DepthwiseOptions } from './depthwise-options.ts';
import { depthwiseDefaults } from './depthwise-options.ts';
import type { FilterOptions } from './filter-layer.ts';
import { filterDefaults } from './filter-layer.ts';

/** Options of depthwise convolution over one or two spatial axes. */
export interface DepthwiseConvOptions<Sizes extends PerAxis>
  extends FilterOptions<Sizes>,
    DepthwiseOptions {}

const defaultsFor = <Sizes extends PerAxis>(
  axes: AxisCount,
): OptionDefaults<OwnOptions<DepthwiseConvOptions<Sizes>>> => ({
  kernelSize: required,
  ...filterDefaults<Sizes>(axes),
  ...depthwiseDefaults,
});

/** Depthwise convolution over one or two spatial axes. */
export abstract class DepthwiseConvLayer<Sizes extends PerAxis> extends DepthwiseLayer<
  DepthwiseConvOptions<Sizes>,
  KernelAndBias
> {
  /** @param where - Keras's name of the class. */
  constructor(where: string, axes: 1 | 2, options: DepthwiseConvOptions<Sizes>) {
    super(where, axes, options, defaultsFor(axes));
  }

  protected filtersFor(channels: number): number {
    return channels * this.multiplier;
  }

  protected build(input: Shape, weight: WeightMaker): KernelAndBias {
    const filters = this.filtersFor(this.channels(input));
    return {
      kernel: weight('kernel', this.depthwiseShape(input), ...this.depthwiseRecipe),
      bias: this.biasRecipe && weight('bias', [filters], ...this.biasRecipe),
    };
  }

  protected call(x: Tensor, { kernel, bias }: WeightValues<KernelAndBias>, pass: Pass): Tensor {
    return this.finish(this.filterChannels(x, kernel), bias, pass);
  }
}
