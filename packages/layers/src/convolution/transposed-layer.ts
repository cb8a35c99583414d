import type {
  OptionDefaults,
  OwnOptions,
  Padding,
  Pass,
  Shape,
  Tensor,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import {
  ArgumentError,
  formatShape,
  required,
  requireOneOf,
  requireWholeNumber,
  ShapeError,
} from '@myelin/core';
import type { AxisCount, PerAxis } from '../spatial/per-axis.ts';
import { requirePerAxis, withPerAxis } from '../spatial/per-axis.ts';
import { spanOf } from '../spatial/sliding-windows.ts';
import type { KernelAndBias, KernelOptions } from '../weights/kernel-and-bias.ts';
import { kernelDefaults } from '../weights/kernel-and-bias.ts';
import type { WeightRecipe } from '../weights/weight-recipe.ts';
import { weightRecipe } from '../weights/weight-recipe.ts';
import { convolveTransposed } from './convolve-transposed.ts';
import type { FilterOptions } from './filter-layer.ts';
import { FilterLayer, filterDefaults, requireStridesOrDilation } from './filter-layer.ts';
import type { TransposedAxis } from './transposed-size.ts';
import { elementsBefore, transposedSize } from './transposed-size.ts';

/** Options of transposed convolution over any number of spatial axes. */
export interface TransposedLayerOptions<Sizes extends PerAxis>
  extends FilterOptions<Sizes>,
    KernelOptions {
  /** Size of the output's channel axis. Whole number, at least 1. */
  readonly filters: number;
  /** `'valid'` keeps all that the windows reach, `'same'` as many elements as strides. @defaultValue `'valid'` */
  readonly padding?: Padding;
  /**
   * Elements added at the end of each spatial axis, less than its stride; null for as many as make the result largest,
   * but with `'same'` not larger than input times stride. @defaultValue `null`
   */
  readonly outputPadding?: number | Sizes | null;
}

const defaultsFor = <Sizes extends PerAxis>(
  axes: AxisCount,
): OptionDefaults<OwnOptions<TransposedLayerOptions<Sizes>>> => ({
  filters: required,
  kernelSize: required,
  padding: 'valid',
  outputPadding: null,
  ...filterDefaults<Sizes>(axes),
  ...kernelDefaults,
});

/** Transposed convolution over one, two or three spatial axes. */
export abstract class TransposedLayer<Sizes extends PerAxis> extends FilterLayer<
  TransposedLayerOptions<Sizes>,
  KernelAndBias
> {
  readonly #where: string;
  readonly #outputPadding: PerAxis | null;
  readonly #kernel: WeightRecipe;

  /** @param where - Keras's name of the class. */
  constructor(where: string, axes: AxisCount, options: TransposedLayerOptions<Sizes>) {
    super(where, axes, withPerAxis(options, ['outputPadding'], axes), defaultsFor(axes));
    const { config } = this;
    this.#where = where;
    requireWholeNumber(where, 'filters', config.filters, { min: 1 });
    requireOneOf(where, 'padding', config.padding, ['valid', 'same']);
    this.#outputPadding =
      config.outputPadding === null
        ? null
        : requirePerAxis(where, 'outputPadding', config.outputPadding, axes, 0);
    requireBelowStrides(where, this.#outputPadding, this.strides);
    requireStridesOrDilation(where, this.strides, this.dilation);
    this.#kernel = weightRecipe(where, 'kernel', config);
  }

  protected sizesFor(input: Shape): Shape {
    return input.slice(1, -1).map((length, axis) => {
      if (length === null) return null;
      const size = transposedSize(length, this.#along(axis));
      if (size >= 1) return size;
      throw new ShapeError({
        where: this.#where,
        problem: `nothing is left of the input of shape ${formatShape(input)} (channels last)`,
        fix: "pass larger inputs, or { padding: 'valid' }",
      });
    });
  }

  protected filtersFor(): number {
    return this.config.filters;
  }

  protected build(input: Shape, weight: WeightMaker): KernelAndBias {
    const { filters } = this.config;
    const shape = [...this.kernelSize, filters, this.channels(input)];
    return {
      kernel: weight('kernel', shape, ...this.#kernel),
      bias: this.biasRecipe && weight('bias', [filters], ...this.biasRecipe),
    };
  }

  protected call(x: Tensor, { kernel, bias }: WeightValues<KernelAndBias>, pass: Pass): Tensor {
    const input = this.channelsLast(x);
    const lengths = input.shape.slice(1, -1);
    const features = convolveTransposed(input, kernel, {
      size: lengths.map((length, axis) => transposedSize(length, this.#along(axis))),
      before: lengths.map((length, axis) => elementsBefore(length, this.#along(axis))),
      strides: this.strides,
      dilation: this.dilation,
    });
    return this.finish(features, bias, pass);
  }

  #along(axis: number): TransposedAxis {
    return {
      span: spanOf(this.kernelSize[axis] ?? 1, this.dilation[axis] ?? 1),
      stride: this.strides[axis] ?? 1,
      padding: this.config.padding,
      outputPadding: this.#outputPadding?.[axis] ?? null,
    };
  }
}

function requireBelowStrides(where: string, added: PerAxis | null, strides: PerAxis): void {
  if (!added || added.every((count, axis) => count < (strides[axis] ?? 1))) return;
  throw new ArgumentError({
    where,
    problem: `\`outputPadding\` must be less than \`strides\` along each axis, received ${formatShape(added)} with strides of ${formatShape(strides)}`,
    fix: 'leave `outputPadding` out, or lower it',
  });
}
