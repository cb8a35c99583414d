import type { JsonRecord, MetricOptions, Tensor } from '@myelin/core';
import { cosineSimilarityOf, MeanMetric, requireWholeNumber } from '@myelin/core';
import { scoresOf } from '../scores-of.ts';

/** Options of {@link CosineSimilarity}. */
export interface CosineSimilarityOptions extends MetricOptions {
  /** Axis of the vectors that are compared. @defaultValue `-1` */
  readonly axis?: number;
}

/**
 * Mean cosine of the angle between targets and predictions: `mean(Σ t·p / (‖t‖·‖p‖))`, from -1 to 1.
 *
 * 1 where they point the same way, 0 at a right angle. Unlike the loss of this name it is not negated.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @throws {@link ArgumentError} `axis` is not a whole number, or there is no such axis.
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.CosineSimilarity`.
 * @example
 * const similarity = new CosineSimilarity();
 * similarity.updateState([[0, 1], [1, 1]], [[1, 0], [1, 1]]);
 * similarity.result().arraySync() // => 0.5
 */
export class CosineSimilarity extends MeanMetric<CosineSimilarityOptions> {
  readonly className = 'CosineSimilarity';
  readonly direction = 'up';
  readonly #axis: number;

  constructor(options: CosineSimilarityOptions = {}) {
    super('CosineSimilarity', options, { axis: -1 });
    this.#axis = requireWholeNumber('CosineSimilarity', 'axis', this.config.axis);
  }

  /** Keras forgets to write the axis; it is written only where it is not the default. */
  toKeras(usual: () => JsonRecord): JsonRecord {
    const { axis, ...others } = usual();
    return axis === -1 ? others : { ...others, axis: axis ?? null };
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return scoresOf('CosineSimilarity', yTrue, yPred, (target, prediction) =>
      cosineSimilarityOf(target, prediction, this.#axis),
    );
  }
}
