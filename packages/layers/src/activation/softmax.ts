import type { CallArguments, LayerOptions, Pass, Shape, Tensor } from '@myelin/core';
import {
  cast,
  exp,
  formatShape,
  logSumExp,
  normalizeAxis,
  requireAxes,
  requireRank,
  reshape,
  ShapeError,
  softmax,
  sub,
  WeightlessLayer,
  where,
} from '@myelin/core';

export interface SoftmaxOptions extends LayerOptions {
  /** Axis, or axes, over which results sum to 1; negative ones count from the end. @defaultValue `-1` */
  readonly axis?: number | readonly number[];
}

/** What stands in place of masked elements, so that their share vanishes; Keras's number. */
const MASKED = -1e9;

/**
 * Shares that are positive and sum to 1: `y = eˣ / Σ eˣ`. Masked elements get none.
 *
 * @shape input any
 * @shape output as the input
 * @throws {@link ArgumentError} `axis` is no axis of the input.
 * @source Defaults as Keras 3 `Softmax`.
 * @example
 * new Softmax().apply([[1, 1]]).arraySync() // => [[0.5, 0.5]]
 */
export class Softmax extends WeightlessLayer<SoftmaxOptions> {
  readonly className: string = 'Softmax';
  protected override readonly callArguments: CallArguments<object> = {};

  constructor(options: SoftmaxOptions = {}) {
    super('Softmax', options, { axis: -1 });
    requireAxes('Softmax', this.config.axis);
  }

  outputShape(input: Shape): Shape {
    requireRank('Softmax', input, {});
    this.#axes(input.length);
    return input;
  }

  protected call(x: Tensor, _weights: unknown, pass: Pass): Tensor {
    const axes = this.#axes(x.rank);
    const masked = hideMasked(x, pass.maskOf(x), axes);
    const [axis] = axes;
    if (axes.length === 1) return softmax(masked, axis);
    return exp(sub(masked, logSumExp(masked, axes, true)));
  }

  #axes(rank: number): readonly number[] {
    return [this.config.axis].flat().map((axis) => normalizeAxis('Softmax', axis, rank));
  }
}

/** A mask that is the same along the axes of the sum would change nothing. */
function hideMasked(x: Tensor, mask: Tensor | undefined, axes: readonly number[]): Tensor {
  if (!mask || axes.every((axis) => axis >= mask.rank)) return x;
  requireMaskOf(x, mask);
  const stretched = reshape(mask, [...mask.shape, ...Array(x.rank - mask.rank).fill(1)]);
  return where(cast(stretched, 'bool'), x, MASKED);
}

function requireMaskOf(x: Tensor, mask: Tensor): void {
  if (mask.rank <= x.rank) return;
  throw new ShapeError({
    where: 'Softmax',
    problem: `the mask must have at most the axes of the input of shape ${formatShape(x.shape)}, received shape ${formatShape(mask.shape)}`,
    fix: 'pass a mask of the shape of the input',
  });
}
