import type { LayerConfig, OptionDefaults, OwnOptions, Shape, Tensor } from '@myelin/core';
import { depthwiseConv2d, requireOneOf, requireWholeNumber } from '@myelin/core';
import type { AxisCount, PerAxis } from '../spatial/per-axis.ts';
import { spanOf } from '../spatial/sliding-windows.ts';
import { windowShape } from '../spatial/window-shape.ts';
import type { WeightRecipe } from '../weights/weight-recipe.ts';
import { weightRecipe } from '../weights/weight-recipe.ts';
import type { DepthwiseOptions } from './depthwise-options.ts';
import type { FilterOptions } from './filter-layer.ts';
import { FilterLayer } from './filter-layer.ts';
import { slideOverImages } from './slide-over-images.ts';

/** Layers that give each channel filters of its own: what they do with the results is theirs to say. */
export abstract class DepthwiseLayer<
  Options extends FilterOptions & DepthwiseOptions,
  Weights extends object,
> extends FilterLayer<Options, Weights> {
  protected readonly depthwiseRecipe: WeightRecipe;
  /** Filters for each channel. */
  protected readonly multiplier: number;
  readonly #where: string;
  readonly #padding: 'valid' | 'same';

  /** @param where - Keras's name of the class. */
  constructor(
    where: string,
    axes: AxisCount,
    options: Options,
    defaults: OptionDefaults<OwnOptions<Options>>,
  ) {
    super(where, axes, options, defaults);
    const config = this.config as LayerConfig<FilterOptions & DepthwiseOptions>;
    this.#where = where;
    this.#padding = requireOneOf(where, 'padding', config.padding, ['valid', 'same']);
    this.multiplier = requireWholeNumber(where, 'depthMultiplier', config.depthMultiplier, {
      min: 1,
    });
    this.depthwiseRecipe = weightRecipe(where, 'depthwise', config);
  }

  protected sizesFor(input: Shape): Shape {
    return windowShape<PerAxis>(this.#where, input, {
      size: this.kernelSize.map((size, axis) => spanOf(size, this.dilation[axis] ?? 1)),
      strides: this.strides,
      padding: this.#padding,
    });
  }

  /** Shape of the kernel of the channels. */
  protected depthwiseShape(input: Shape): readonly number[] {
    return [...this.kernelSize, this.channels(input), this.multiplier];
  }

  /** What the filters of the channels give, channels last. */
  protected filterChannels(x: Tensor, kernel: Tensor): Tensor {
    const windows = { strides: this.strides, padding: this.#padding, dilation: this.dilation };
    return slideOverImages(this.channelsLast(x), kernel, windows, depthwiseConv2d);
  }
}
