import type { CallArguments, LayerOptions, Pass, Shape, Tensor } from '@myelin/core';
import { abs, add, div, mul, requireNumber, square, sum, WeightlessLayer } from '@myelin/core';

export interface ActivityRegularizationOptions extends LayerOptions {
  /** Factor of the sum of magnitudes, at least 0. @defaultValue `0` */
  readonly l1?: number;
  /** Factor of the sum of squares, at least 0. @defaultValue `0` */
  readonly l2?: number;
}

/**
 * Hands its input on and adds `(l1 · Σ|x| + l2 · Σx²) / batch` to the loss.
 *
 * @shape input any
 * @shape output as the input
 * @throws {@link ArgumentError} `l1` or `l2` is not a number of at least 0.
 * @source Defaults as Keras 3 `ActivityRegularization`.
 * @example
 * new ActivityRegularization({ l2: 0.01 }).outputShape([null, 4]) // => [null, 4]
 */
export class ActivityRegularization extends WeightlessLayer<ActivityRegularizationOptions> {
  readonly className: string = 'ActivityRegularization';
  protected override readonly callArguments: CallArguments<object> = {};

  constructor(options: ActivityRegularizationOptions = {}) {
    super('ActivityRegularization', options, { l1: 0, l2: 0 });
    requireNumber('ActivityRegularization', 'l1', this.config.l1, { min: 0 });
    requireNumber('ActivityRegularization', 'l2', this.config.l2, { min: 0 });
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected call(x: Tensor, _weights: unknown, pass: Pass): Tensor {
    const { l1, l2 } = this.config;
    const penalty = add(mul(sum(abs(x)), l1), mul(sum(square(x)), l2));
    pass.losses.push(div(penalty, x.shape[0] ?? 1));
    return x;
  }
}
