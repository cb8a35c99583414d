import type {
  ActivationFunction,
  ActivationName,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Padding,
  Pass,
  Regularizer,
  Shape,
  Tensor,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import {
  ArgumentError,
  activation,
  add,
  concat,
  conv2d,
  formatShape,
  knownAxis,
  Layer,
  regularizer,
  required,
  requireOneOf,
  requireRank,
  requireWholeNumber,
  ShapeError,
  split,
} from '@myelin/core';
import type { ActivityPenaltyOptions } from '../regularization/activity-penalty.ts';
import { addActivityPenalty } from '../regularization/activity-penalty.ts';
import type { DataFormat } from '../spatial/data-format.ts';
import {
  inFormat,
  requireDataFormat,
  shapeInFormat,
  shapeWithChannelsLast,
  withChannelsLast,
} from '../spatial/data-format.ts';
import type { Pair, PairLike } from '../spatial/pair.ts';
import { requirePair, withPairs } from '../spatial/pair.ts';
import { windowShape } from '../spatial/window-shape.ts';
import type { BiasOptions, KernelAndBias, KernelOptions } from '../weights/kernel-and-bias.ts';
import { biasDefaults, kernelDefaults } from '../weights/kernel-and-bias.ts';
import type { WeightRecipe } from '../weights/weight-recipe.ts';
import { optionalRecipe, weightRecipe } from '../weights/weight-recipe.ts';
import { dilateKernel } from './dilate-kernel.ts';

export interface Conv2DOptions
  extends LayerOptions,
    KernelOptions,
    BiasOptions,
    ActivityPenaltyOptions {
  /** Number of features that are looked for: size of the output's channel axis. Whole number, at least 1. */
  readonly filters: number;
  /** Height and width of the window. */
  readonly kernelSize: PairLike;
  /** Steps between windows along height and width. @defaultValue `[1, 1]` */
  readonly strides?: PairLike;
  /** `'same'` adds zeros around, so that with strides of 1 the size stays. @defaultValue `'valid'` */
  readonly padding?: Padding;
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
  /** Distance between the elements of a window; above 1 only with strides of 1. @defaultValue `[1, 1]` */
  readonly dilationRate?: PairLike;
  /** Channels and filters are split into so many groups that see nothing of each other. @defaultValue `1` */
  readonly groups?: number;
  /** @defaultValue `'linear'` */
  readonly activation?: ActivationName | ActivationFunction;
}

const defaults: OptionDefaults<OwnOptions<Conv2DOptions>> = {
  filters: required,
  kernelSize: required,
  strides: [1, 1],
  padding: 'valid',
  dataFormat: 'channels_last',
  dilationRate: [1, 1],
  groups: 1,
  activation: 'linear',
  ...kernelDefaults,
  ...biasDefaults,
  activityRegularizer: null,
};

/**
 * Slides windows over images: `y[i, j] = activation(Σ x[i + a, j + b] · kernel[a, b] + bias)`.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output `[batch, newHeight, newWidth, filters]`, or with the filters first
 * @weights kernel `[kernelHeight, kernelWidth, channels / groups, filters]`; bias `[filters]`
 * @throws {@link ArgumentError} an option is out of its domain, or strides and dilation are both above 1.
 * @throws {@link ShapeError} rank other than 4, channels not divisible by `groups`, or a window larger than the image.
 * @source LeCun et al. 1989; defaults as Keras 3 `Conv2D`.
 * @example
 * new Conv2D({ filters: 8, kernelSize: 3 }).outputShape([null, 28, 28, 1]) // => [null, 26, 26, 8]
 */
export class Conv2D extends Layer<Conv2DOptions, KernelAndBias> {
  readonly className: string = 'Conv2D';
  readonly #kernelSize: Pair;
  readonly #strides: Pair;
  readonly #dilation: Pair;
  readonly #activation: ActivationFunction;
  readonly #kernel: WeightRecipe;
  readonly #bias: WeightRecipe | undefined;
  readonly #activityRegularizer: Regularizer | null;

  constructor(options: Conv2DOptions) {
    super('Conv2D', withPairs(options, ['kernelSize', 'strides', 'dilationRate']), defaults);
    const { config } = this;
    requireWholeNumber('Conv2D', 'filters', config.filters, { min: 1 });
    this.#kernelSize = requirePair('Conv2D', 'kernelSize', config.kernelSize);
    this.#strides = requirePair('Conv2D', 'strides', config.strides);
    requireOneOf('Conv2D', 'padding', config.padding, ['valid', 'same']);
    requireDataFormat('Conv2D', config.dataFormat);
    this.#dilation = requirePair('Conv2D', 'dilationRate', config.dilationRate);
    requireOneAboveOne(this.#strides, this.#dilation);
    requireGroups(config.groups, config.filters);
    this.#activation = activation('Conv2D', config.activation);
    this.#kernel = weightRecipe('Conv2D', 'kernel', config);
    this.#bias = optionalRecipe('Conv2D', 'bias', config, 'useBias');
    this.#activityRegularizer = regularizer('Conv2D', config.activityRegularizer);
  }

  outputShape(input: Shape): Shape {
    const { dataFormat, filters, padding } = this.config;
    this.#channels(input);
    const [height, width] = this.#kernelSize;
    const windows = windowShape('Conv2D', shapeWithChannelsLast(input, dataFormat), {
      size: [(height - 1) * this.#dilation[0] + 1, (width - 1) * this.#dilation[1] + 1],
      strides: this.#strides,
      padding,
    });
    return shapeInFormat([input[0] ?? null, ...windows, filters], dataFormat);
  }

  protected build(input: Shape, weight: WeightMaker): KernelAndBias {
    const { filters, groups } = this.config;
    const shape = [...this.#kernelSize, this.#channels(input) / groups, filters];
    return {
      kernel: weight('kernel', shape, ...this.#kernel),
      bias: this.#bias && weight('bias', [filters], ...this.#bias),
    };
  }

  protected call(x: Tensor, { kernel, bias }: WeightValues<KernelAndBias>, pass: Pass): Tensor {
    const { dataFormat } = this.config;
    const features = this.#convolve(withChannelsLast(x, dataFormat), kernel);
    const y = this.#activation(inFormat(bias ? add(features, bias) : features, dataFormat));
    addActivityPenalty(y, this.#activityRegularizer, pass);
    return y;
  }

  /** A mask by time steps has no meaning afterwards. */
  protected override computeMask(): undefined {
    return undefined;
  }

  protected override acceptsShape(input: Shape, built: Shape): boolean {
    return this.#channels(input) === this.#channels(built);
  }

  #convolve(x: Tensor, kernel: Tensor): Tensor {
    const { groups, padding } = this.config;
    const options = { strides: this.#strides, padding };
    const spread = dilateKernel(kernel, this.#dilation);
    if (groups === 1) return conv2d(x, spread, options);
    const kernels = split(spread, groups, 3);
    const parts = split(x, groups, 3).map((part, i) => conv2d(part, kernels[i] ?? part, options));
    return concat(parts, 3);
  }

  #channels(input: Shape): number {
    requireRank('Conv2D', input, { exactly: 4 });
    const { dataFormat, groups } = this.config;
    const channels = knownAxis('Conv2D', input, dataFormat === 'channels_last' ? 3 : 1);
    if (channels % groups === 0) return channels;
    throw new ShapeError({
      where: 'Conv2D',
      problem: `the ${channels} channels of the input of shape ${formatShape(input)} cannot be split into ${groups} \`groups\``,
      fix: 'pass a number of groups that divides the number of channels',
    });
  }
}

function requireOneAboveOne(strides: Pair, dilation: Pair): void {
  if (Math.max(...strides) === 1 || Math.max(...dilation) === 1) return;
  throw new ArgumentError({
    where: 'Conv2D',
    problem: `\`strides\` and \`dilationRate\` must not both be above 1, received ${formatShape(strides)} and ${formatShape(dilation)}`,
    fix: 'leave one of them out',
  });
}

function requireGroups(groups: unknown, filters: number): void {
  const count = requireWholeNumber('Conv2D', 'groups', groups, { min: 1 });
  if (filters % count === 0) return;
  throw new ArgumentError({
    where: 'Conv2D',
    problem: `\`groups\` must divide the number of filters, received ${count} groups for ${filters} filters`,
    fix: `pass for example { filters: ${Math.ceil(filters / count) * count}, groups: ${count} }`,
  });
}
