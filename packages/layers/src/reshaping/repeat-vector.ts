import type { LayerOptions, Shape, Tensor } from '@myelin/core';
import { expandDims, required, requireRank, requireWholeNumber } from '@myelin/core';
import { RearrangingLayer } from './rearranging-layer.ts';
import { repeatAlongAxis } from './repeat-along-axis.ts';

export interface RepeatVectorOptions extends LayerOptions {
  /** Length of the sequence. Whole number, at least 1. */
  readonly n: number;
}

/**
 * Makes a sequence of `n` equal time steps.
 *
 * @shape input `[batch, features]`
 * @shape output `[batch, n, features]`
 * @throws {@link ArgumentError} `n` is not a whole number of at least 1.
 * @throws {@link ShapeError} rank other than 2.
 * @source Keras 3 `RepeatVector`.
 * @example
 * new RepeatVector({ n: 2 }).apply([[1, 5]]).arraySync() // => [[[1, 5], [1, 5]]]
 */
export class RepeatVector extends RearrangingLayer<RepeatVectorOptions> {
  readonly className: string = 'RepeatVector';

  constructor(options: RepeatVectorOptions) {
    super('RepeatVector', options, { n: required });
    requireWholeNumber('RepeatVector', 'n', this.config.n, { min: 1 });
  }

  outputShape(input: Shape): Shape {
    requireRank('RepeatVector', input, { exactly: 2 });
    return [input[0] ?? null, this.config.n, input[1] ?? null];
  }

  protected call(x: Tensor): Tensor {
    return repeatAlongAxis(expandDims(x, 1), 1, this.config.n);
  }
}
