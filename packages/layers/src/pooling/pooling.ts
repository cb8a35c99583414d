import type { CallArguments, OptionDefaults, OwnOptions, Shape, Tensor } from '@myelin/core';
import { required, requireOneOf, requireRank, WeightlessLayer } from '@myelin/core';
import type { DataFormat } from '../spatial/data-format.ts';
import {
  inFormat,
  requireDataFormat,
  shapeInFormat,
  shapeWithChannelsLast,
  withChannelsLast,
} from '../spatial/data-format.ts';
import type { AxisCount, PerAxis } from '../spatial/per-axis.ts';
import { requirePerAxis, withPerAxis } from '../spatial/per-axis.ts';
import type { Windows } from '../spatial/window-shape.ts';
import { windowShape } from '../spatial/window-shape.ts';
import type { PoolingOptions } from './pooling-options.ts';

/** Reduces each window of `x`, whose channels are last, to one element. */
export type Pool = (x: Tensor, windows: Windows<PerAxis>) => Tensor;

/** A layer that reduces windows over one, two or three spatial axes to one element each, channel by channel. */
export abstract class Pooling<Sizes extends PerAxis> extends WeightlessLayer<
  PoolingOptions<Sizes>
> {
  protected override readonly callArguments: CallArguments<object> = {};
  readonly #where: string;
  readonly #axes: AxisCount;
  readonly #windows: Windows<PerAxis>;
  readonly #format: DataFormat;
  readonly #pool: Pool;

  /**
   * @param className - Keras's name of the class.
   * @param axes - Number of spatial axes.
   * @param poolSize - Default of that option, along each axis.
   */
  constructor(
    className: string,
    axes: AxisCount,
    options: PoolingOptions<Sizes>,
    pool: Pool,
    poolSize: number | typeof required,
  ) {
    super(className, complete(options, axes), defaultsFor<Sizes>(axes, poolSize));
    const { config } = this;
    this.#where = className;
    this.#axes = axes;
    this.#format = requireDataFormat(className, config.dataFormat);
    this.#windows = {
      size: requirePerAxis(className, 'poolSize', config.poolSize, axes),
      strides: requirePerAxis(className, 'strides', config.strides, axes),
      padding: requireOneOf(className, 'padding', config.padding, ['valid', 'same']),
    };
    this.#pool = pool;
  }

  outputShape(input: Shape): Shape {
    requireRank(this.#where, input, { exactly: this.#axes + 2 });
    const shape = shapeWithChannelsLast(input, this.#format);
    const spatial = windowShape(this.#where, shape, this.#windows);
    return shapeInFormat([shape[0] ?? null, ...spatial, shape.at(-1) ?? null], this.#format);
  }

  protected call(x: Tensor): Tensor {
    return inFormat(this.#pool(withChannelsLast(x, this.#format), this.#windows), this.#format);
  }

  /** A mask by time steps has no meaning afterwards. */
  protected override computeMask(): undefined {
    return undefined;
  }
}

type Defaults<Sizes extends PerAxis> = OptionDefaults<OwnOptions<PoolingOptions<Sizes>>>;

function defaultsFor<Sizes extends PerAxis>(
  axes: AxisCount,
  poolSize: number | typeof required,
): Defaults<Sizes> {
  const sizes = poolSize === required ? poolSize : Array<number>(axes).fill(poolSize);
  const defaults = {
    poolSize: sizes,
    strides: sizes,
    padding: 'valid',
    dataFormat: 'channels_last',
  };
  return defaults as unknown as Defaults<Sizes>;
}

/** Options with lists of sizes, and with the strides that leaving them out means. */
function complete<Options extends PoolingOptions<PerAxis>>(
  options: Options,
  axes: AxisCount,
): Options {
  const listed = withPerAxis(options, ['poolSize', 'strides'], axes);
  const strides = listed?.strides ?? listed?.poolSize;
  return strides === undefined ? listed : { ...listed, strides };
}
