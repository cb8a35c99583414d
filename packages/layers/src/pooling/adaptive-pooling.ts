import type {
  CallArguments,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Shape,
  Tensor,
} from '@myelin/core';
import { required, requireRank, WeightlessLayer } from '@myelin/core';
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
import { adaptivePool } from './adaptive-pool.ts';
import type { Pool } from './pooling.ts';

/** Options of layers that choose windows by the size of the result. */
export interface AdaptivePoolingOptions<Sizes extends PerAxis> extends LayerOptions {
  /** Size of the result along each spatial axis; one number stands for all. */
  readonly outputSize: number | Sizes;
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
}

type Defaults<Sizes extends PerAxis> = OptionDefaults<OwnOptions<AdaptivePoolingOptions<Sizes>>>;

/** A layer that cuts its spatial axes into a given number of windows, and reduces each to one element. */
export abstract class AdaptivePooling<Sizes extends PerAxis> extends WeightlessLayer<
  AdaptivePoolingOptions<Sizes>
> {
  protected override readonly callArguments: CallArguments<object> = {};
  readonly #where: string;
  readonly #outputSize: PerAxis;
  readonly #format: DataFormat;
  readonly #pool: Pool;

  /**
   * @param className - Keras's name of the class.
   * @param axes - Number of spatial axes.
   */
  constructor(
    className: string,
    axes: AxisCount,
    options: AdaptivePoolingOptions<Sizes>,
    pool: Pool,
  ) {
    const defaults = { outputSize: required, dataFormat: 'channels_last' };
    super(className, withPerAxis(options, ['outputSize'], axes), defaults as Defaults<Sizes>);
    this.#where = className;
    this.#outputSize = requirePerAxis(className, 'outputSize', this.config.outputSize, axes);
    this.#format = requireDataFormat(className, this.config.dataFormat);
    this.#pool = pool;
  }

  outputShape(input: Shape): Shape {
    requireRank(this.#where, input, { exactly: this.#outputSize.length + 2 });
    const shape = shapeWithChannelsLast(input, this.#format);
    const output = [shape[0] ?? null, ...this.#outputSize, shape.at(-1) ?? null];
    return shapeInFormat(output, this.#format);
  }

  protected call(x: Tensor): Tensor {
    const pooled = adaptivePool(withChannelsLast(x, this.#format), this.#outputSize, this.#pool);
    return inFormat(pooled, this.#format);
  }

  /** A mask by time steps has no meaning afterwards. */
  protected override computeMask(): undefined {
    return undefined;
  }
}
