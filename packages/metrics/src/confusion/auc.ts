import {
  type BatchShapes,
  broadcastTo,
  divideOrZero,
  formatShape,
  type JsonRecord,
  Metric,
  type MetricBatch,
  mean,
  mul,
  ShapeError,
  sigmoid,
  sum,
  type Tensor,
  tensor,
} from '@myelin/core';
import { type AUCOptions, type AUCPlan, requireAUCPlan } from './auc-options.ts';
import { type BinaryBatch, binaryBatch } from './binary-batch.ts';
import { confusionCounts, emptyHistogram, extendHistogram } from './confusion-counts.ts';
import { areaUnder } from './curve-area.ts';

/**
 * Area under a curve through the rates at many thresholds, as a sum of strips: `Σ (xᵢ - xᵢ₊₁) · height(yᵢ, yᵢ₊₁)`.
 *
 * The ROC curve is true positive rate over false positive rate, the PR curve precision over recall. The more thresholds,
 * the closer to the true area, if predictions spread over [0, 1].
 *
 * Counts are exact up to 2²⁴ predictions between two thresholds. Predictions outside [0, 1] count as 0 or 1, NaN as
 * predicted negative; no values are checked.
 *
 * @shape yTrue, yPred the same; `[batch]` against `[batch, 1]` is fine; `[batch, labels]` with `multiLabel`. Targets
 * other than 0 are positive.
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} the shapes differ, or weights or the number of labels do not fit them.
 * @source Keras 3 `metrics.AUC`; values that a mask leaves out do not count here, they do in Keras, and thresholds
 * outside [0, 1] are refused.
 * @example
 * const auc = new AUC({ numThresholds: 3 });
 * auc.updateState([0, 0, 1, 1], [0, 0.5, 0.3, 0.9]);
 * auc.result().arraySync() // => 0.75
 */
export class AUC extends Metric<AUCOptions> {
  readonly className = 'AUC';
  readonly direction = 'up';
  readonly #plan: AUCPlan;

  constructor(options: AUCOptions = {}) {
    super('AUC', options, {
      numThresholds: 200,
      curve: 'ROC',
      summationMethod: 'interpolation',
      thresholds: null,
      multiLabel: false,
      numLabels: null,
      labelWeights: null,
      fromLogits: false,
    });
    this.#plan = requireAUCPlan(this.config);
  }

  initialState(shapes?: BatchShapes): readonly Tensor[] {
    const { thresholds, multiLabel, numLabels } = this.#plan;
    const labels = multiLabel ? (numLabels ?? shapes?.yPred[1]) : null;
    return [emptyHistogram(thresholds, labels)];
  }

  nextState(state: readonly Tensor[], batch: MetricBatch): readonly Tensor[] {
    if (batch.yPred.size === 0) return state;
    const { thresholds, multiLabel, fromLogits } = this.#plan;
    const decisions = this.#weighted(binaryBatch('AUC', batch));
    const { prediction } = decisions;
    const shares = { ...decisions, prediction: fromLogits ? sigmoid(prediction) : prediction };
    const before = state[0] ?? emptyHistogram(thresholds);
    return [extendHistogram('AUC', before, shares, thresholds, multiLabel)];
  }

  resultOf([histogram]: readonly Tensor[]): Tensor {
    const { thresholds, curve, method, multiLabel, labelWeights } = this.#plan;
    const counts = confusionCounts(histogram ?? emptyHistogram(thresholds));
    const areas = areaUnder(counts, curve, method);
    if (!multiLabel) return areas;
    if (labelWeights === null) return mean(areas);
    const weights = tensor(labelWeights, 'float32');
    return divideOrZero(sum(mul(areas, weights)), sum(weights));
  }

  toKeras(usual: () => JsonRecord): JsonRecord {
    const { thresholds, ...config } = usual();
    const written = { ...config, curve: this.#plan.curve };
    if (thresholds == null) return written;
    return { ...written, num_thresholds: this.#plan.thresholds.count, thresholds };
  }

  /** A batch with weights of labels in it, where labels are not counted apart. */
  #weighted(batch: BinaryBatch): BinaryBatch {
    const { multiLabel, labelWeights } = this.#plan;
    const { prediction, weight } = batch;
    this.#requireLabels(prediction);
    if (multiLabel || labelWeights === null) return batch;
    const byLabel = broadcastTo(tensor(labelWeights, 'float32'), prediction.shape);
    return { ...batch, weight: weight ? mul(weight, byLabel) : byLabel };
  }

  #requireLabels({ shape }: Tensor): void {
    const { multiLabel, numLabels, labelWeights } = this.#plan;
    if (!multiLabel && labelWeights === null) return;
    const labels = numLabels ?? labelWeights?.length ?? shape[1];
    if (shape.length === 2 && shape[1] === labels) return;
    throw new ShapeError({
      where: 'AUC',
      problem: `predictions must have shape ${formatShape([null, labels ?? null])}, received ${formatShape(shape)}`,
      fix:
        shape.length === 2
          ? 'pass as many `numLabels` and `labelWeights` as there are labels'
          : 'give every sample one prediction for each label, or leave `multiLabel` and `labelWeights` out',
    });
  }
}
