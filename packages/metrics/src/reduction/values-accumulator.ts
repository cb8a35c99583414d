import type { MetricOptions, Tensor, TensorLike } from '@myelin/core';
import {
  Accumulator,
  ArgumentError,
  requireKnownOptions,
  requireOptions,
  tensor,
} from '@myelin/core';

/** One batch of plain values. */
export interface ValuesBatch {
  readonly values: Tensor;
  /** Weight of each sample. */
  readonly sampleWeight?: Tensor | undefined;
}

/** Base of what grows over plain values, with no targets to compare them to. */
export abstract class ValuesAccumulator extends Accumulator<MetricOptions, ValuesBatch> {
  /** The state with one more batch in it. */
  protected abstract extend(
    state: readonly Tensor[],
    values: Tensor,
    sampleWeight?: Tensor,
  ): readonly Tensor[];

  nextState(state: readonly Tensor[], batch: ValuesBatch): readonly Tensor[] {
    // Its name stands among those of metrics, because files name it: `compile` would take it.
    if (batch.values) return this.extend(state, batch.values, batch.sampleWeight);
    throw new ArgumentError({
      where: this.className,
      problem: 'takes plain values, received targets and predictions',
      fix: "give `compile` what compares them, for example 'mean_absolute_error' or a function (yTrue, yPred) => …",
    });
  }

  /**
   * Takes in one batch of values, or a single one.
   *
   * @throws {@link ArgumentError} an option is unknown.
   * @throws {@link ShapeError} weights do not fit the values.
   */
  updateState(values: TensorLike, options: { readonly sampleWeight?: TensorLike } = {}): void {
    requireOptions(this.className, options, 'pass weights as { sampleWeight: [1, 2] }');
    requireKnownOptions(this.className, options, ['sampleWeight']);
    const { sampleWeight } = options;
    this.advance(() => ({
      values: tensor(values, 'float32'),
      sampleWeight: sampleWeight === undefined ? undefined : tensor(sampleWeight, 'float32'),
    }));
  }
}
