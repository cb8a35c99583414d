import { FScore, type FScoreOptions } from './f-score.ts';

/**
 * Harmonic mean of precision and recall, for each class or over classes: `2 · precision · recall / (precision + recall)`.
 *
 * With `average: null` the result is a vector. Counts are exact up to 2²⁴ samples of a class.
 *
 * @shape yTrue, yPred `[batch, classes]`; targets are one-hot, or 0 and 1 for each class
 * @shape output `[classes]`, a scalar with `average`
 * @throws {@link ArgumentError} `average` or `threshold` is out of its domain.
 * @throws {@link ShapeError} the shapes differ or are not of rank 2, or weights do not fit them.
 * @source Keras 3 `metrics.F1Score`; samples that a mask leaves out do not count here, they do in Keras, and targets
 * of shape `[batch]` are taken with predictions of shape `[batch, 1]`.
 * @example
 * const score = new F1Score({ threshold: 0.5 });
 * score.updateState([[1, 1, 1], [1, 0, 0], [1, 1, 0]], [[0.2, 0.6, 0.7], [0.2, 0.6, 0.6], [0.6, 0.8, 0]]);
 * score.result().arraySync() // => [0.5, 0.8, 0.6666667]
 */
export class F1Score extends FScore<FScoreOptions> {
  readonly className = 'F1Score';

  constructor(options: FScoreOptions = {}) {
    super('F1Score', options, { average: null, threshold: null });
  }

  protected beta(): number {
    return 1;
  }
}
