export { Accuracy } from './accuracy/accuracy.ts';
export type { BinaryAccuracyOptions, BinaryThreshold } from './accuracy/binary-accuracy.ts';
export { BinaryAccuracy, binaryAccuracy } from './accuracy/binary-accuracy.ts';
export { CategoricalAccuracy, categoricalAccuracy } from './accuracy/categorical-accuracy.ts';
export {
  SparseCategoricalAccuracy,
  sparseCategoricalAccuracy,
} from './accuracy/sparse-categorical-accuracy.ts';
export type {
  SparseTopKCategoricalAccuracyOptions,
  SparseTopKGuesses,
} from './accuracy/sparse-top-k-categorical-accuracy.ts';
export {
  SparseTopKCategoricalAccuracy,
  sparseTopKCategoricalAccuracy,
} from './accuracy/sparse-top-k-categorical-accuracy.ts';
export type {
  TopKCategoricalAccuracyOptions,
  TopKGuesses,
} from './accuracy/top-k-categorical-accuracy.ts';
export {
  TopKCategoricalAccuracy,
  topKCategoricalAccuracy,
} from './accuracy/top-k-categorical-accuracy.ts';
export { metrics } from './catalog.ts';
export type {
  AUCOptions,
  BestAtOptions,
  BinaryIoUOptions,
  ClassIoUOptions,
  ConfusionCountOptions,
  CurveName,
  FBetaScoreOptions,
  FScoreAverage,
  FScoreOptions,
  IoUBaseOptions,
  IoUOptions,
  MeanIoUOptions,
  OneHotIoUOptions,
  OneHotMeanIoUOptions,
  PrecisionAtRecallOptions,
  PrecisionOrRecallOptions,
  RecallAtPrecisionOptions,
  SensitivityAtSpecificityOptions,
  SpecificityAtSensitivityOptions,
  SummationMethod,
} from './confusion/index.ts';
export {
  AUC,
  BinaryIoU,
  F1Score,
  FalseNegatives,
  FalsePositives,
  FBetaScore,
  IoU,
  MeanIoU,
  OneHotIoU,
  OneHotMeanIoU,
  Precision,
  PrecisionAtRecall,
  Recall,
  RecallAtPrecision,
  SensitivityAtSpecificity,
  SpecificityAtSensitivity,
  TrueNegatives,
  TruePositives,
} from './confusion/index.ts';
export type { ConcordanceCorrelationOptions } from './correlation/concordance-correlation.ts';
export {
  ConcordanceCorrelation,
  concordanceCorrelation,
} from './correlation/concordance-correlation.ts';
export type { CorrelationAxes } from './correlation/correlation-axes.ts';
export type { PearsonCorrelationOptions } from './correlation/pearson-correlation.ts';
export { PearsonCorrelation, pearsonCorrelation } from './correlation/pearson-correlation.ts';
export { CategoricalHinge, categoricalHinge } from './hinge/categorical-hinge.ts';
export { Hinge, hinge } from './hinge/hinge.ts';
export { SquaredHinge, squaredHinge } from './hinge/squared-hinge.ts';
export type { BinaryCrossentropyOptions } from './probabilistic/binary-crossentropy.ts';
export { BinaryCrossentropy, binaryCrossentropy } from './probabilistic/binary-crossentropy.ts';
export type { CategoricalCrossentropyOptions } from './probabilistic/categorical-crossentropy.ts';
export {
  CategoricalCrossentropy,
  categoricalCrossentropy,
} from './probabilistic/categorical-crossentropy.ts';
export { KLDivergence, klDivergence } from './probabilistic/kl-divergence.ts';
export { Poisson, poisson } from './probabilistic/poisson.ts';
export type { SparseCategoricalCrossentropyOptions } from './probabilistic/sparse-categorical-crossentropy.ts';
export {
  SparseCategoricalCrossentropy,
  sparseCategoricalCrossentropy,
} from './probabilistic/sparse-categorical-crossentropy.ts';
export { Mean } from './reduction/mean.ts';
export { Sum } from './reduction/sum.ts';
export type { ValuesBatch } from './reduction/values-accumulator.ts';
export type { CosineSimilarityOptions } from './regression/cosine-similarity.ts';
export { CosineSimilarity } from './regression/cosine-similarity.ts';
export { LogCoshError, logCosh } from './regression/log-cosh-error.ts';
export { MeanAbsoluteError, meanAbsoluteError } from './regression/mean-absolute-error.ts';
export {
  MeanAbsolutePercentageError,
  meanAbsolutePercentageError,
} from './regression/mean-absolute-percentage-error.ts';
export { MeanSquaredError, meanSquaredError } from './regression/mean-squared-error.ts';
export {
  MeanSquaredLogarithmicError,
  meanSquaredLogarithmicError,
} from './regression/mean-squared-logarithmic-error.ts';
export type { R2ScoreOptions } from './regression/r2-score.ts';
export { R2Score } from './regression/r2-score.ts';
export { RootMeanSquaredError } from './regression/root-mean-squared-error.ts';
export type {
  AccuracyScoreOptions,
  AveragedScores,
  AveragePrecisionScoreOptions,
  Averaging,
  BalancedAccuracyScoreOptions,
  BetaOption,
  BrierScoreLossOptions,
  ClassificationReportOptions,
  CohenKappaScoreOptions,
  ConfusionMatrixOptions,
  CurveOptions,
  DetCurve,
  ExplainedShareOptions,
  FbetaOption,
  HammingLossOptions,
  HingeLossOptions,
  Label,
  LabelArray,
  LabelAveragePrecisionOptions,
  LabelRocAucOptions,
  LabelScoreOptions,
  LabelScores,
  LogLossOptions,
  MatthewsCorrcoefOptions,
  NumberArray,
  OutputErrorOptions,
  OutputShareOptions,
  PrecisionRecallCurve,
  QuantileOption,
  RegressionErrorOptions,
  ReportRecord,
  ReportScores,
  RocAucScoreOptions,
  RocCurve,
  SetScoreOptions,
  TopKAccuracyScoreOptions,
  ZeroDivision,
} from './reports/index.ts';
export {
  accuracyScore,
  auc,
  averagePrecisionScore,
  balancedAccuracyScore,
  brierScoreLoss,
  ClassificationReport,
  ConfusionMatrix,
  classificationReport,
  cohenKappaScore,
  confusionMatrix,
  detCurve,
  explainedVarianceScore,
  f1Score,
  fbetaScore,
  hammingLoss,
  hingeLoss,
  jaccardScore,
  logLoss,
  matthewsCorrcoef,
  maxError,
  meanAbsoluteErrorValue,
  meanAbsolutePercentageErrorValue,
  meanPinballLoss,
  meanSquaredErrorValue,
  meanSquaredLogError,
  medianAbsoluteError,
  precisionRecallCurve,
  precisionRecallFscoreSupport,
  precisionScore,
  r2Score,
  recallScore,
  rocAucScore,
  rocCurve,
  rootMeanSquaredError,
  rootMeanSquaredLogError,
  topKAccuracyScore,
  zeroOneLoss,
} from './reports/index.ts';
