import type { LayerOptions, Pass, Shape, Tensor } from '@myelin/core';
import {
  ArgumentError,
  cast,
  describe,
  exp,
  logSumExp,
  normalizeAxis,
  reshape,
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

  constructor(options: SoftmaxOptions = {}) {
    super('Softmax', options, { axis: -1 });
    requireAxes(this.config.axis);
  }

  outputShape(input: Shape): Shape {
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
  const stretched = reshape(mask, [...mask.shape, ...Array(x.rank - mask.rank).fill(1)]);
  return where(cast(stretched, 'bool'), x, MASKED);
}

function requireAxes(value: unknown): void {
  const isList = Array.isArray(value) && value.length > 0 && value.every(Number.isInteger);
  if (isList || Number.isInteger(value)) return;
  throw new ArgumentError({
    where: 'Softmax',
    problem: `\`axis\` must be a whole number or a list of them, received ${describe(value)}`,
    fix: 'pass { axis: -1 } for the last axis',
  });
}
