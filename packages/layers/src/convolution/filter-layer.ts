import type {
  ActivationFunction,
  ActivationName,
  CallArguments,
  LayerConfig,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Pass,
  Regularizer,
  Shape,
  Tensor,
} from '@myelin/core';
import {
  ArgumentError,
  activation,
  add,
  formatShape,
  knownAxis,
  Layer,
  regularizer,
  requireRank,
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
import type { AxisCount, PerAxis } from '../spatial/per-axis.ts';
import { repeated, requirePerAxis, withPerAxis } from '../spatial/per-axis.ts';
import type { BiasOptions } from '../weights/kernel-and-bias.ts';
import { biasDefaults } from '../weights/kernel-and-bias.ts';
import type { WeightRecipe } from '../weights/weight-recipe.ts';
import { optionalRecipe } from '../weights/weight-recipe.ts';

/** Options of all layers whose filters slide over spatial axes. */
export interface FilterOptions<Sizes extends PerAxis = PerAxis>
  extends LayerOptions,
    BiasOptions,
    ActivityPenaltyOptions {
  /** Size of the window along each spatial axis; one number stands for all. */
  readonly kernelSize: number | Sizes;
  /** Steps between windows along each spatial axis. @defaultValue 1 along each */
  readonly strides?: number | Sizes;
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
  /** Distance between the elements of a window along each spatial axis. @defaultValue 1 along each */
  readonly dilationRate?: number | Sizes;
  /** @defaultValue `'linear'` */
  readonly activation?: ActivationName | ActivationFunction;
}

/** Defaults of what {@link FilterOptions} lists, save the size of the window. */
export function filterDefaults<Sizes extends PerAxis>(
  axes: AxisCount,
): Omit<OptionDefaults<OwnOptions<FilterOptions<Sizes>>>, 'kernelSize'> {
  const ones = repeated(1, axes) as Exclude<Sizes, undefined>;
  return {
    strides: ones,
    dataFormat: 'channels_last',
    dilationRate: ones,
    activation: 'linear',
    ...biasDefaults,
    activityRegularizer: null,
  };
}

/** What layers whose filters slide over spatial axes have in common: sizes, layout, bias, activation, penalty. */
export abstract class FilterLayer<
  Options extends FilterOptions,
  Weights extends object,
> extends Layer<Options, Weights> {
  protected override readonly callArguments: CallArguments<object> = {};
  protected readonly axes: AxisCount;
  protected readonly kernelSize: PerAxis;
  protected readonly strides: PerAxis;
  protected readonly dilation: PerAxis;
  protected readonly biasRecipe: WeightRecipe | undefined;
  readonly #where: string;
  readonly #dataFormat: DataFormat;
  readonly #activation: ActivationFunction;
  readonly #activityRegularizer: Regularizer | null;

  /** @param where - Keras's name of the class. */
  constructor(
    where: string,
    axes: AxisCount,
    options: Options,
    defaults: OptionDefaults<OwnOptions<Options>>,
  ) {
    super(where, withPerAxis(options, ['kernelSize', 'strides', 'dilationRate'], axes), defaults);
    const config = this.config as LayerConfig<FilterOptions>;
    this.axes = axes;
    this.#where = where;
    this.kernelSize = requirePerAxis(where, 'kernelSize', config.kernelSize, axes);
    this.strides = requirePerAxis(where, 'strides', config.strides, axes);
    this.dilation = requirePerAxis(where, 'dilationRate', config.dilationRate, axes);
    this.#dataFormat = requireDataFormat(where, config.dataFormat);
    this.#activation = activation(where, config.activation);
    this.biasRecipe = optionalRecipe(where, 'bias', config, 'useBias');
    this.#activityRegularizer = regularizer(
      where,
      config.activityRegularizer,
      'activityRegularizer',
    );
  }

  outputShape(input: Shape): Shape {
    const filters = this.filtersFor(this.channels(input), input);
    const [batch = null, ...rest] = shapeWithChannelsLast(input, this.#dataFormat);
    const sizes = this.sizesFor([batch, ...rest]);
    return shapeInFormat([batch, ...sizes, filters], this.#dataFormat);
  }

  /** Sizes of the result's spatial axes for an input with channels last. */
  protected abstract sizesFor(input: Shape): Shape;

  /** Channels of the result. */
  protected abstract filtersFor(channels: number, input: Shape): number;

  /** Channels of an input. */
  protected channels(input: Shape): number {
    requireRank(this.#where, input, { exactly: this.axes + 2 });
    const last = this.#dataFormat === 'channels_last';
    return knownAxis(this.#where, input, last ? this.axes + 1 : 1);
  }

  protected channelsLast(x: Tensor): Tensor {
    return withChannelsLast(x, this.#dataFormat);
  }

  /** The layer's result from what its filters gave, channels last: plus bias, in the input's layout, activated. */
  protected finish(features: Tensor, bias: Tensor | undefined, pass: Pass): Tensor {
    const shifted = bias ? add(features, bias) : features;
    const y = pass.activate(this.asAny, this.#activation, inFormat(shifted, this.#dataFormat));
    addActivityPenalty(y, this.#activityRegularizer, pass);
    return y;
  }

  /** As in Keras, a mask ends here. */
  protected override computeMask(): undefined {
    return undefined;
  }

  protected override acceptsShape(input: Shape, built: Shape): boolean {
    return this.channels(input) === this.channels(built);
  }
}

/** @throws {@link ArgumentError} both are above 1 somewhere. */
export function requireStridesOrDilation(where: string, strides: PerAxis, dilation: PerAxis): void {
  if (Math.max(...strides) === 1 || Math.max(...dilation) === 1) return;
  throw new ArgumentError({
    where,
    problem: `\`strides\` and \`dilationRate\` must not both be above 1, received ${formatShape(strides)} and ${formatShape(dilation)}`,
    fix: 'leave one of them out',
  });
}
