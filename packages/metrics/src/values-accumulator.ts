import type { MetricOptions, Tensor, TensorLike } from '@myelin/core';
import { Accumulator, tensor } from '@myelin/core';

/** One batch of plain values. */
export interface ValuesBatch {
  readonly values: Tensor;
  /** Weight of each sample. */
  readonly sampleWeight?: Tensor | undefined;
}

/** Base of what grows over plain values, with no targets to compare them to. */
export abstract class ValuesAccumulator extends Accumulator<MetricOptions, ValuesBatch> {
  /**
   * Takes in one batch of values, or a single one.
   *
   * @throws {@link ShapeError} weights do not fit the values.
   */
  updateState(values: TensorLike, options: { readonly sampleWeight?: TensorLike } = {}): void {
    const { sampleWeight } = options;
    this.advance(() => ({
      values: tensor(values, 'float32'),
      sampleWeight: sampleWeight === undefined ? undefined : tensor(sampleWeight, 'float32'),
    }));
  }
}
