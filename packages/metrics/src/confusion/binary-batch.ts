import {
  formatShape,
  greater,
  type MetricBatch,
  maskedWeights,
  matchTarget,
  oneHot,
  ShapeError,
  slice,
  sum,
  type Tensor,
  topK,
  where,
} from '@myelin/core';
import { weightsLike } from './weights-like.ts';

/** What predictions outside the `k` largest become; with `topK` also the default threshold. */
export const BELOW_ALL = -1e10;

/** Which values of a batch count. */
export interface BinarySelection {
  /** Only the `k` largest predictions of a row may be above a threshold. */
  readonly topK?: number | null;
  /** Only this entry of the last axis counts. */
  readonly classId?: number | null;
}

/** Targets and predictions of one shape, and the weight of each value. */
export interface BinaryBatch {
  readonly target: Tensor;
  readonly prediction: Tensor;
  readonly weight: Tensor | undefined;
}

/**
 * A batch as yes-or-no decisions, one for each value.
 *
 * @throws {@link ShapeError} targets, predictions, weights, `topK` or `classId` do not fit one another.
 * @source Keras 3 `metrics_utils.update_confusion_matrix_variables`.
 */
export function binaryBatch(
  metric: string,
  { yTrue, yPred, sampleWeight, mask }: MetricBatch,
  { topK: k = null, classId = null }: BinarySelection = {},
): BinaryBatch {
  const matched = matchTarget(metric, yTrue, yPred);
  const filtered = k === null ? matched.prediction : onlyTopK(metric, matched.prediction, k);
  const column = (x: Tensor): Tensor => (classId === null ? x : columnOf(metric, x, classId));
  const prediction = column(filtered);
  const weight = maskedWeights(sampleWeight, mask, false);
  return {
    target: column(matched.target),
    prediction,
    weight: weight && weightsLike(metric, weight, prediction),
  };
}

function onlyTopK(metric: string, prediction: Tensor, k: number): Tensor {
  const classes = prediction.shape.at(-1) ?? 1;
  if (k > classes || prediction.rank === 0) {
    throw new ShapeError({
      where: metric,
      problem: `\`topK\` of ${k} needs at least ${k} predictions in a row, received shape ${formatShape(prediction.shape)}`,
      fix: classes === 1 ? 'leave `topK` out' : `pass { topK: ${classes} } or less`,
    });
  }
  const among = sum(oneHot(topK(prediction, k).indices, classes), -2);
  return where(greater(among, 0), prediction, BELOW_ALL);
}

function columnOf(metric: string, x: Tensor, classId: number): Tensor {
  const classes = x.shape.at(-1) ?? 1;
  if (x.rank < 2) {
    throw new ShapeError({
      where: metric,
      problem: `\`classId\` needs predictions of shape [batch, classes], received ${formatShape(x.shape)}`,
      fix: 'leave `classId` out, or give every sample one prediction for each class',
    });
  }
  if (classId >= classes) {
    throw new ShapeError({
      where: metric,
      problem: `\`classId\` is ${classId}, but there are ${classes} classes: the shape is ${formatShape(x.shape)}`,
      fix: `pass a \`classId\` from 0 to ${classes - 1}`,
    });
  }
  const leading = x.shape.slice(0, -1);
  return slice(x, [...leading.map(() => 0), classId], [...leading, 1]);
}
