import type { CallArguments, LayerOptions, Shape, Tensor } from '@myelin/core';
import {
  cast,
  clip,
  greater,
  minimum,
  mul,
  neg,
  relu,
  requireNumber,
  sub,
  WeightlessLayer,
  where,
} from '@myelin/core';

export interface ReLUOptions extends LayerOptions {
  /** Larger results are cut to this one; at least 0. @defaultValue `null`: no limit */
  readonly maxValue?: number | null;
  /** Slope below the threshold; at least 0. @defaultValue `0` */
  readonly negativeSlope?: number;
  /** Values up to this one are damped; at least 0. @defaultValue `0` */
  readonly threshold?: number;
}

/**
 * Rectified linear unit: `y = min(x, maxValue)` above `threshold`, `negativeSlope · (x - threshold)` elsewhere.
 *
 * @shape input any
 * @shape output as the input
 * @throws {@link ArgumentError} an option is not a number of at least 0.
 * @source Nair & Hinton 2010; defaults as Keras 3 `ReLU`.
 * @example
 * new ReLU({ maxValue: 6 }).apply([[-1, 3, 9]]).arraySync() // => [[0, 3, 6]]
 */
export class ReLU extends WeightlessLayer<ReLUOptions> {
  readonly className: string = 'ReLU';
  protected override readonly callArguments: CallArguments<object> = {};

  constructor(options: ReLUOptions = {}) {
    super('ReLU', options, { maxValue: null, negativeSlope: 0, threshold: 0 });
    const { maxValue, negativeSlope, threshold } = this.config;
    if (maxValue !== null) requireNumber('ReLU', 'maxValue', maxValue, { min: 0 });
    requireNumber('ReLU', 'negativeSlope', negativeSlope, { min: 0 });
    requireNumber('ReLU', 'threshold', threshold, { min: 0 });
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected call(x: Tensor): Tensor {
    const { maxValue, negativeSlope, threshold } = this.config;
    if (threshold === 0 && maxValue === null && negativeSlope !== 0) {
      return where(greater(x, 0), x, mul(x, negativeSlope));
    }
    const passed = threshold === 0 ? relu(x) : mul(x, cast(greater(x, threshold), 'float32'));
    const limited = maxValue === null ? passed : limit(passed, maxValue);
    if (negativeSlope === 0) return limited;
    const below = relu(threshold === 0 ? neg(x) : sub(threshold, x));
    return sub(limited, mul(below, negativeSlope));
  }
}

/** The derivative at the limit is 1, but 0 where the limit is 6: as in Keras, which has a function of its own for 6. */
function limit(x: Tensor, maxValue: number): Tensor {
  return maxValue === 6 ? minimum(6, x) : clip(x, 0, maxValue);
}
