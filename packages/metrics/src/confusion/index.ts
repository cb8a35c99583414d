export { AUC } from './auc.ts';
export type { AUCOptions } from './auc-options.ts';
export type { BestAtOptions } from './best-at.ts';
export { BinaryIoU } from './binary-iou.ts';
export { confusionMetrics } from './catalog.ts';
export type { ConfusionCountOptions } from './confusion-count.ts';
export type { CurveName, SummationMethod } from './curve-area.ts';
export type { FScoreAverage, FScoreOptions } from './f-score.ts';
export { F1Score } from './f1-score.ts';
export { FalseNegatives } from './false-negatives.ts';
export { FalsePositives } from './false-positives.ts';
export type { FBetaScoreOptions } from './fbeta-score.ts';
export { FBetaScore } from './fbeta-score.ts';
export { IoU } from './iou.ts';
export type {
  BinaryIoUOptions,
  ClassIoUOptions,
  IoUBaseOptions,
  IoUOptions,
  MeanIoUOptions,
  OneHotIoUOptions,
  OneHotMeanIoUOptions,
} from './iou-options.ts';
export { MeanIoU } from './mean-iou.ts';
export { OneHotIoU } from './one-hot-iou.ts';
export { OneHotMeanIoU } from './one-hot-mean-iou.ts';
export { Precision } from './precision.ts';
export type { PrecisionAtRecallOptions } from './precision-at-recall.ts';
export { PrecisionAtRecall } from './precision-at-recall.ts';
export type { PrecisionOrRecallOptions } from './precision-or-recall.ts';
export { Recall } from './recall.ts';
export type { RecallAtPrecisionOptions } from './recall-at-precision.ts';
export { RecallAtPrecision } from './recall-at-precision.ts';
export type { SensitivityAtSpecificityOptions } from './sensitivity-at-specificity.ts';
export { SensitivityAtSpecificity } from './sensitivity-at-specificity.ts';
export type { SpecificityAtSensitivityOptions } from './specificity-at-sensitivity.ts';
export { SpecificityAtSensitivity } from './specificity-at-sensitivity.ts';
export { TrueNegatives } from './true-negatives.ts';
export { TruePositives } from './true-positives.ts';
