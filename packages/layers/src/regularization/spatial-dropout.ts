import type { JsonRecord, OptionDefaults, OwnOptions, Pass, Shape, Tensor } from '@myelin/core';
import { requireNumber, requireRank } from '@myelin/core';
import type { DataFormat } from '../spatial/data-format.ts';
import { requireDataFormat } from '../spatial/data-format.ts';
import type { AxisCount } from '../spatial/per-axis.ts';
import { dropElements } from './drop-elements.ts';
import type { NoiseOptions } from './noise-layer.ts';
import { NoiseLayer } from './noise-layer.ts';

/** Options of layers that drop whole channels. */
export interface SpatialDropoutOptions extends NoiseOptions {
  /** Fraction in [0, 1] of the channels that become 0 in training. */
  readonly rate: number;
}

/** The same for layers that have a choice where the channels lie. */
export interface FormattedSpatialDropoutOptions extends SpatialDropoutOptions {
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
}

/** A layer that drops whole channels over one, two or three spatial axes. */
export abstract class SpatialDropout<
  Options extends FormattedSpatialDropoutOptions,
> extends NoiseLayer<Options> {
  readonly #where: string;
  readonly #rank: number;
  readonly #channelAxis: number;
  readonly #rate: number;

  /**
   * @param className - Keras's name of the class.
   * @param axes - Number of spatial axes.
   */
  constructor(
    className: string,
    axes: AxisCount,
    options: Options,
    defaults: OptionDefaults<OwnOptions<Options>>,
  ) {
    super(className, options, defaults);
    const { rate, dataFormat = 'channels_last' }: Partial<FormattedSpatialDropoutOptions> =
      this.config;
    this.#where = className;
    this.#rank = axes + 2;
    this.#rate = requireNumber(className, 'rate', rate, { min: 0, max: 1 });
    this.#channelAxis = requireDataFormat(className, dataFormat) === 'channels_last' ? axes + 1 : 1;
  }

  /** Keras's class takes no `trainable`. */
  toKeras(usual: () => JsonRecord): JsonRecord {
    const { trainable: _, ...rest } = usual();
    return { ...rest, dtype: 'float32' };
  }

  override outputShape(input: Shape): Shape {
    requireRank(this.#where, input, { exactly: this.#rank });
    return input;
  }

  protected disturb(x: Tensor, pass: Pass): Tensor {
    const isChosen = (axis: number): boolean => axis === 0 || axis === this.#channelAxis;
    const noiseShape = x.shape.map((size, axis) => (isChosen(axis) ? size : 1));
    return dropElements(x, noiseShape, { rate: this.#rate, seed: this.seed }, pass);
  }
}
