import type {
  OptionDefaults,
  OwnOptions,
  Pass,
  Shape,
  Tensor,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import { ArgumentError, required, requireOneOf, requireWholeNumber } from '@myelin/core';
import { requireEqualGroups } from '../spatial/channel-groups.ts';
import type { AxisCount, PerAxis } from '../spatial/per-axis.ts';
import type { SequencePadding } from '../spatial/sliding-windows.ts';
import { spanOf } from '../spatial/sliding-windows.ts';
import { windowShape } from '../spatial/window-shape.ts';
import type { KernelAndBias, KernelOptions } from '../weights/kernel-and-bias.ts';
import { kernelDefaults } from '../weights/kernel-and-bias.ts';
import type { WeightRecipe } from '../weights/weight-recipe.ts';
import { weightRecipe } from '../weights/weight-recipe.ts';
import { convolve } from './convolve.ts';
import type { FilterOptions } from './filter-layer.ts';
import { FilterLayer, filterDefaults, requireStridesOrDilation } from './filter-layer.ts';

/** Options of convolution over any number of spatial axes. */
export interface ConvolutionLayerOptions<Sizes extends PerAxis, Paddings extends SequencePadding>
  extends FilterOptions<Sizes>,
    KernelOptions {
  /** Number of features that are looked for: size of the output's channel axis. Whole number, at least 1. */
  readonly filters: number;
  /**
   * `'same'` adds zeros around, so that with strides of 1 the size stays; `'causal'`, for sequences, adds them all in
   * front, so that nothing sees what comes after it. @defaultValue `'valid'`
   */
  readonly padding?: Paddings;
  /** Channels and filters are split into so many groups that see nothing of each other. @defaultValue `1` */
  readonly groups?: number;
}

const defaultsFor = <Sizes extends PerAxis, Paddings extends SequencePadding>(
  axes: AxisCount,
): OptionDefaults<OwnOptions<ConvolutionLayerOptions<Sizes, Paddings>>> => ({
  filters: required,
  kernelSize: required,
  padding: 'valid' as Paddings,
  groups: 1,
  ...filterDefaults<Sizes>(axes),
  ...kernelDefaults,
});

/** Convolution over one, two or three spatial axes. */
export abstract class ConvolutionLayer<
  Sizes extends PerAxis,
  Paddings extends SequencePadding,
> extends FilterLayer<ConvolutionLayerOptions<Sizes, Paddings>, KernelAndBias> {
  readonly #where: string;
  readonly #kernel: WeightRecipe;

  /** @param where - Keras's name of the class. */
  constructor(where: string, axes: AxisCount, options: ConvolutionLayerOptions<Sizes, Paddings>) {
    super(where, axes, options, defaultsFor(axes));
    const { config } = this;
    this.#where = where;
    requireWholeNumber(where, 'filters', config.filters, { min: 1 });
    requireOneOf(where, 'padding', config.padding, [
      'valid',
      'same',
      ...(axes === 1 ? (['causal'] as const) : []),
    ]);
    requireStridesOrDilation(where, this.strides, this.dilation);
    requireGroups(where, config.groups, config.filters);
    this.#kernel = weightRecipe(where, 'kernel', config);
  }

  protected sizesFor(input: Shape): Shape {
    const padding: SequencePadding = this.config.padding;
    return windowShape(this.#where, input, {
      size: this.kernelSize.map((size, axis) => spanOf(size, this.dilation[axis] ?? 1)),
      strides: this.strides,
      // As many windows; only the zeros lie elsewhere.
      padding: padding === 'causal' ? 'same' : padding,
    });
  }

  protected filtersFor(channels: number, input: Shape): number {
    const { filters, groups } = this.config;
    requireEqualGroups(this.#where, input, channels, groups);
    return filters;
  }

  protected build(input: Shape, weight: WeightMaker): KernelAndBias {
    const { filters, groups } = this.config;
    const shape = [...this.kernelSize, this.channels(input) / groups, filters];
    return {
      kernel: weight('kernel', shape, ...this.#kernel),
      bias: this.biasRecipe && weight('bias', [filters], ...this.biasRecipe),
    };
  }

  protected call(x: Tensor, { kernel, bias }: WeightValues<KernelAndBias>, pass: Pass): Tensor {
    const { padding, groups } = this.config;
    const windows = { strides: this.strides, padding, dilation: this.dilation };
    return this.finish(convolve(this.channelsLast(x), kernel, windows, groups), bias, pass);
  }
}

function requireGroups(where: string, groups: unknown, filters: number): void {
  const count = requireWholeNumber(where, 'groups', groups, { min: 1 });
  if (filters % count === 0) return;
  throw new ArgumentError({
    where,
    problem: `\`groups\` must divide the number of filters, received ${count} groups for ${filters} filters`,
    fix: `pass for example { filters: ${Math.ceil(filters / count) * count}, groups: ${count} }`,
  });
}
