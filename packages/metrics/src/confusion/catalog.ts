import type { Metric } from '@myelin/core';
import { AUC } from './auc.ts';
import { BinaryIoU } from './binary-iou.ts';
import { F1Score } from './f1-score.ts';
import { FalseNegatives } from './false-negatives.ts';
import { FalsePositives } from './false-positives.ts';
import { FBetaScore } from './fbeta-score.ts';
import { IoU } from './iou.ts';
import { MeanIoU } from './mean-iou.ts';
import { OneHotIoU } from './one-hot-iou.ts';
import { OneHotMeanIoU } from './one-hot-mean-iou.ts';
import { Precision } from './precision.ts';
import { PrecisionAtRecall } from './precision-at-recall.ts';
import { Recall } from './recall.ts';
import { RecallAtPrecision } from './recall-at-precision.ts';
import { SensitivityAtSpecificity } from './sensitivity-at-specificity.ts';
import { SpecificityAtSensitivity } from './specificity-at-sensitivity.ts';
import { TrueNegatives } from './true-negatives.ts';
import { TruePositives } from './true-positives.ts';

/** Metrics of confusion by Keras's names. Some need options, such as `MeanIoU`: they refuse to be made from a name alone. */
export const confusionMetrics = {
  AUC,
  auc: AUC,
  BinaryIoU,
  binary_io_u: BinaryIoU,
  F1Score,
  f1_score: F1Score,
  FBetaScore,
  f_beta_score: FBetaScore,
  FalseNegatives,
  false_negatives: FalseNegatives,
  FalsePositives,
  false_positives: FalsePositives,
  IoU,
  io_u: IoU,
  MeanIoU,
  mean_io_u: MeanIoU,
  OneHotIoU,
  one_hot_io_u: OneHotIoU,
  OneHotMeanIoU,
  one_hot_mean_io_u: OneHotMeanIoU,
  Precision,
  precision: Precision,
  PrecisionAtRecall,
  precision_at_recall: PrecisionAtRecall,
  Recall,
  recall: Recall,
  RecallAtPrecision,
  recall_at_precision: RecallAtPrecision,
  SensitivityAtSpecificity,
  sensitivity_at_specificity: SensitivityAtSpecificity,
  SpecificityAtSensitivity,
  specificity_at_sensitivity: SpecificityAtSensitivity,
  TrueNegatives,
  true_negatives: TrueNegatives,
  TruePositives,
  true_positives: TruePositives,
} as const satisfies Readonly<Record<string, new (options: never) => Metric>>;
