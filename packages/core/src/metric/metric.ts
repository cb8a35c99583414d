/** The contract of metrics: accumulators that compare predictions with targets and know which way is better. */

import { requireKnownOptions } from '../errors/checks.ts';
import { requireOptions } from '../options/options.ts';
import { tensor } from '../tensors/creation.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';
import type { BatchShapes, MetricOptions } from './accumulator.ts';
import { Accumulator } from './accumulator.ts';

export type { BatchShapes, MetricOptions } from './accumulator.ts';

/** What a metric learns of one batch. */
export interface MetricBatch {
  readonly yTrue: Tensor;
  readonly yPred: Tensor;
  /** Weight of each sample. */
  readonly sampleWeight?: Tensor | undefined;
  /** Which values count. */
  readonly mask?: Tensor | undefined;
}

/** Whether a larger value is better; undefined where neither is. */
export type Direction = 'up' | 'down' | undefined;

export interface UpdateStateOptions {
  /** Weight of each sample: `[batch]`. */
  readonly sampleWeight?: TensorLike | undefined;
  /** Which values count: `bool`, shape as sample weights. */
  readonly mask?: Tensor | undefined;
}

/** A value that tells how good predictions are, exact over any number of batches. The base class of all metrics. */
export abstract class Metric<Options extends MetricOptions = MetricOptions> extends Accumulator<
  Options,
  MetricBatch
> {
  /** Which way is better. */
  abstract readonly direction: Direction;

  /**
   * Takes in one batch.
   *
   * @throws {@link ShapeError} targets, predictions and weights do not match.
   */
  updateState(yTrue: TensorLike, yPred: TensorLike, options: UpdateStateOptions = {}): void {
    requireOptions(this.className, options, 'pass weights as { sampleWeight: [1, 2] }');
    requireKnownOptions(this.className, options, ['sampleWeight', 'mask']);
    this.advance(() => ({
      yTrue: tensor(yTrue),
      yPred: tensor(yPred),
      sampleWeight:
        options.sampleWeight === undefined ? undefined : tensor(options.sampleWeight, 'float32'),
      mask: options.mask,
    }));
  }

  protected override shapesOf({ yTrue, yPred }: MetricBatch): BatchShapes {
    return { yTrue: yTrue.shape, yPred: yPred.shape };
  }
}
