import type { CallArguments, LayerOptions, Shape, Tensor } from '@myelin/core';
import {
  formatShape,
  requireBoolean,
  requireRank,
  ShapeError,
  WeightlessLayer,
} from '@myelin/core';
import type { DataFormat } from '../spatial/data-format.ts';
import { requireDataFormat } from '../spatial/data-format.ts';
import type { AxisCount } from '../spatial/per-axis.ts';

/** Options of layers that reduce all spatial axes. */
export interface GlobalPoolingOptions extends LayerOptions {
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
  /** Whether the spatial axes stay, with size 1. @defaultValue `false` */
  readonly keepdims?: boolean;
}

/** Reduces the listed axes. */
type Reduce = (x: Tensor, axes: readonly number[], keepDims: boolean) => Tensor;

/** A layer that reduces one, two or three spatial axes to one number for each channel. */
export abstract class GlobalPooling extends WeightlessLayer<GlobalPoolingOptions> {
  protected override readonly callArguments: CallArguments<object> = {};
  readonly #where: string;
  /** The axes that are reduced. */
  protected readonly spatialAxes: readonly number[];
  readonly #reduce: Reduce;

  /**
   * @param className - Keras's name of the class.
   * @param axes - Number of spatial axes.
   */
  constructor(className: string, axes: AxisCount, options: GlobalPoolingOptions, reduce: Reduce) {
    super(className, options, { dataFormat: 'channels_last', keepdims: false });
    this.#where = className;
    requireBoolean(className, 'keepdims', this.config.keepdims);
    const first = requireDataFormat(className, this.config.dataFormat) === 'channels_last' ? 1 : 2;
    this.spatialAxes = Array.from({ length: axes }, (_, i) => first + i);
    this.#reduce = reduce;
  }

  outputShape(input: Shape): Shape {
    requireRank(this.#where, input, { exactly: this.spatialAxes.length + 2 });
    this.#requireElements(input);
    const isSpatial = (axis: number): boolean => this.spatialAxes.includes(axis);
    if (this.config.keepdims) return input.map((size, axis) => (isSpatial(axis) ? 1 : size));
    return input.filter((_, axis) => !isSpatial(axis));
  }

  /** Nothing has neither a mean nor a maximum. */
  #requireElements(input: Shape): void {
    if (!this.spatialAxes.some((axis) => input[axis] === 0)) return;
    throw new ShapeError({
      where: this.#where,
      problem: `the axes that are pooled must have at least one element, received shape ${formatShape(input)}`,
      fix: 'pass inputs that are not empty',
    });
  }

  protected call(x: Tensor, ..._others: readonly unknown[]): Tensor {
    return this.#reduce(x, this.spatialAxes, this.config.keepdims);
  }

  /** A mask by time steps has no meaning afterwards. */
  protected override computeMask(): undefined {
    return undefined;
  }
}
