export type { AccuracyScoreOptions } from './classification/accuracy-score.ts';
export { accuracyScore } from './classification/accuracy-score.ts';
export type { BalancedAccuracyScoreOptions } from './classification/balanced-accuracy-score.ts';
export { balancedAccuracyScore } from './classification/balanced-accuracy-score.ts';
export type { ClassificationReportOptions } from './classification/classification-report.ts';
export { classificationReport } from './classification/classification-report.ts';
export type { CohenKappaScoreOptions } from './classification/cohen-kappa-score.ts';
export { cohenKappaScore } from './classification/cohen-kappa-score.ts';
export type { ConfusionMatrixOptions } from './classification/confusion-matrix.ts';
export { ConfusionMatrix, confusionMatrix } from './classification/confusion-matrix.ts';
export { f1Score } from './classification/f1-score.ts';
export type { FbetaOption } from './classification/fbeta-score.ts';
export { fbetaScore } from './classification/fbeta-score.ts';
export type { HammingLossOptions } from './classification/hamming-loss.ts';
export { hammingLoss } from './classification/hamming-loss.ts';
export { jaccardScore } from './classification/jaccard-score.ts';
export type { MatthewsCorrcoefOptions } from './classification/matthews-corrcoef.ts';
export { matthewsCorrcoef } from './classification/matthews-corrcoef.ts';
export type {
  AveragedScores,
  BetaOption,
  LabelScores,
} from './classification/precision-recall-fscore-support.ts';
export { precisionRecallFscoreSupport } from './classification/precision-recall-fscore-support.ts';
export { precisionScore } from './classification/precision-score.ts';
export { recallScore } from './classification/recall-score.ts';
export type { ReportRecord, ReportScores } from './classification/report-table.ts';
export { ClassificationReport } from './classification/report-table.ts';
export type {
  Averaging,
  LabelScoreOptions,
  SetScoreOptions,
} from './classification/set-score-options.ts';
export type { ZeroDivision } from './classification/zero-division.ts';
export { zeroOneLoss } from './classification/zero-one-loss.ts';
export type { Label, LabelArray } from './inputs/labels.ts';
export type { NumberArray } from './inputs/numbers.ts';
export type { BrierScoreLossOptions } from './probability/brier-score-loss.ts';
export { brierScoreLoss } from './probability/brier-score-loss.ts';
export type { HingeLossOptions } from './probability/hinge-loss.ts';
export { hingeLoss } from './probability/hinge-loss.ts';
export type { LogLossOptions } from './probability/log-loss.ts';
export { logLoss } from './probability/log-loss.ts';
export { auc } from './ranking/auc.ts';
export type {
  AveragePrecisionScoreOptions,
  LabelAveragePrecisionOptions,
} from './ranking/average-precision-score.ts';
export { averagePrecisionScore } from './ranking/average-precision-score.ts';
export type { CurveOptions } from './ranking/curve-targets.ts';
export type { DetCurve } from './ranking/det-curve.ts';
export { detCurve } from './ranking/det-curve.ts';
export type { PrecisionRecallCurve } from './ranking/precision-recall-curve.ts';
export { precisionRecallCurve } from './ranking/precision-recall-curve.ts';
export type { LabelRocAucOptions, RocAucScoreOptions } from './ranking/roc-auc-score.ts';
export { rocAucScore } from './ranking/roc-auc-score.ts';
export type { RocCurve } from './ranking/roc-curve.ts';
export { rocCurve } from './ranking/roc-curve.ts';
export type { TopKAccuracyScoreOptions } from './ranking/top-k-accuracy-score.ts';
export { topKAccuracyScore } from './ranking/top-k-accuracy-score.ts';
export type { ExplainedShareOptions, OutputShareOptions } from './regression/explained-share.ts';
export { explainedVarianceScore } from './regression/explained-variance-score.ts';
export { maxError } from './regression/max-error.ts';
export { meanAbsoluteErrorValue } from './regression/mean-absolute-error-value.ts';
export { meanAbsolutePercentageErrorValue } from './regression/mean-absolute-percentage-error-value.ts';
export type { QuantileOption } from './regression/mean-pinball-loss.ts';
export { meanPinballLoss } from './regression/mean-pinball-loss.ts';
export { meanSquaredErrorValue } from './regression/mean-squared-error-value.ts';
export { meanSquaredLogError } from './regression/mean-squared-log-error.ts';
export { medianAbsoluteError } from './regression/median-absolute-error.ts';
export { r2Score } from './regression/r2-score.ts';
export type {
  OutputErrorOptions,
  RegressionErrorOptions,
} from './regression/regression-targets.ts';
export { rootMeanSquaredError } from './regression/root-mean-squared-error.ts';
export { rootMeanSquaredLogError } from './regression/root-mean-squared-log-error.ts';
