/**
 * What comes between raw data and a model, named and computed as in scikit-learn.
 *
 * @packageDocumentation
 */

export type { QuantileMethod } from './arithmetic/quantiles.ts';
export { preprocessors } from './catalog.ts';
export type {
  ColumnInfo,
  ColumnSelection,
  ColumnSelector,
  ColumnSelectorOptions,
} from './compose/column-selection.ts';
export { makeColumnSelector } from './compose/column-selection.ts';
export {
  type ColumnPart,
  ColumnTransformer,
  type ColumnTransformerOptions,
  type ColumnTransformerState,
  FittedColumnTransformer,
  type FittedPart,
} from './compose/column-transformer.ts';
export {
  FeatureUnion,
  type FeatureUnionOptions,
  type FeatureUnionState,
  FittedFeatureUnion,
} from './compose/feature-union.ts';
export {
  FittedModelPipeline,
  type FittedModelPipelineParts,
} from './compose/fitted-model-pipeline.ts';
export { loadPipeline } from './compose/load-pipeline.ts';
export {
  type MakeColumnTransformerOptions,
  makeColumnTransformer,
  type UnnamedPart,
} from './compose/make-column-transformer.ts';
export { makePipeline } from './compose/make-pipeline.ts';
export {
  ModelPipeline,
  type ModelPipelineOptions,
  type PipelineFitOptions,
} from './compose/model-pipeline.ts';
export {
  FittedPipeline,
  type FittedStep,
  Pipeline,
  type PipelineOptions,
  type PipelineState,
  type PipelineStep,
} from './compose/pipeline.ts';
export type {
  FittedLabelCoder,
  FittedTargetCoder,
  LabelCoder,
  TargetCoder,
  TargetInput,
} from './compose/target-coder.ts';
export type { FitOptionsOf, FittedBy, TrainableModel } from './compose/trainable-model.ts';
export type { IndicatorRows, LabelType } from './encoders/binarized-labels.ts';
export type { DroppedCategories } from './encoders/dropped-codes.ts';
export type { GivenCategories } from './encoders/given-categories.ts';
export {
  FittedLabelBinarizer,
  LabelBinarizer,
  type LabelBinarizerOptions,
  type LabelBinarizerState,
} from './encoders/label-binarizer.ts';
export type { LabelCodes } from './encoders/label-codes.ts';
export {
  FittedLabelEncoder,
  LabelEncoder,
  type LabelEncoderOptions,
  type LabelEncoderState,
} from './encoders/label-encoder.ts';
export type { LearnedCategories } from './encoders/learn-categories.ts';
export { type MultiHotOptions, multiHot } from './encoders/multi-hot.ts';
export {
  FittedMultiLabelBinarizer,
  type LabelSets,
  MultiLabelBinarizer,
  type MultiLabelBinarizerOptions,
  type MultiLabelBinarizerState,
} from './encoders/multi-label-binarizer.ts';
export { type NormalizeOptions, normalize } from './encoders/normalize.ts';
export type { OneHotState } from './encoders/one-hot.ts';
export {
  FittedOneHotEncoder,
  OneHotEncoder,
  type OneHotEncoderOptions,
} from './encoders/one-hot-encoder.ts';
export {
  FittedOrdinalEncoder,
  OrdinalEncoder,
  type OrdinalEncoderOptions,
} from './encoders/ordinal-encoder.ts';
export type { NumberRows } from './encoders/read-rows.ts';
export type { TargetType } from './encoders/target-columns.ts';
export {
  FittedTargetEncoder,
  TargetEncoder,
  type TargetEncoderOptions,
} from './encoders/target-encoder.ts';
export type { TargetEncoderState } from './encoders/target-encoder-state.ts';
export { type ToCategoricalOptions, toCategorical } from './encoders/to-categorical.ts';
export type { BinStrategy } from './features/bin-edges.ts';
export { Binarizer, type BinarizerOptions, FittedBinarizer } from './features/binarizer.ts';
export {
  FittedFunctionTransformer,
  FunctionTransformer,
  type FunctionTransformerOptions,
  type FunctionTransformerState,
} from './features/function-transformer.ts';
export {
  FittedKBinsDiscretizer,
  KBinsDiscretizer,
  type KBinsDiscretizerOptions,
  type KBinsDiscretizerState,
} from './features/k-bins-discretizer.ts';
export {
  FittedPolynomialFeatures,
  PolynomialFeatures,
  type PolynomialFeaturesOptions,
} from './features/polynomial-features.ts';
export type { Extrapolation } from './features/spline-columns.ts';
export type { SplineTransformerOptions } from './features/spline-options.ts';
export {
  FittedSplineTransformer,
  SplineTransformer,
  type SplineTransformerState,
} from './features/spline-transformer.ts';
export { type TableFunction, tableFunctions } from './features/table-functions.ts';
export type { Statistic } from './imputers/column-fills.ts';
export type { NeighborMetric, NeighborWeights } from './imputers/donor-rows.ts';
export {
  FittedKNNImputer,
  KNNImputer,
  type KNNImputerOptions,
  type KNNImputerState,
} from './imputers/knn-imputer.ts';
export {
  FittedMissingIndicator,
  MissingIndicator,
  type MissingIndicatorOptions,
  type MissingIndicatorState,
} from './imputers/missing-indicator.ts';
export type { MissingValues } from './imputers/missing-values.ts';
export {
  FittedSimpleImputer,
  type ImputationStrategy,
  SimpleImputer,
  type SimpleImputerOptions,
  type SimpleImputerState,
} from './imputers/simple-imputer.ts';
export type { LabelsInput } from './input/labels-input.ts';
export type { TabularInput } from './input/tabular-input.ts';
export { fromJson } from './saving/from-json.ts';
export { type PreprocessorEntry, preprocessorCatalog } from './saving/preprocessor-catalog.ts';
export { BatchScaler, type FitBatchesOptions } from './scalers/batch-scaler.ts';
export { ExtendableScaler } from './scalers/extendable-scaler.ts';
export {
  FittedMaxAbsScaler,
  MaxAbsScaler,
  type MaxAbsScalerOptions,
  type MaxAbsScalerState,
} from './scalers/max-abs-scaler.ts';
export {
  FittedMinMaxScaler,
  MinMaxScaler,
  type MinMaxScalerOptions,
  type MinMaxScalerState,
} from './scalers/min-max-scaler.ts';
export {
  FittedNormalizer,
  Normalizer,
  type NormalizerOptions,
  type NormName,
} from './scalers/normalizer.ts';
export {
  FittedPowerTransformer,
  type PowerMethodName,
  PowerTransformer,
  type PowerTransformerOptions,
  type PowerTransformerState,
} from './scalers/power-transformer.ts';
export {
  FittedQuantileTransformer,
  type OutputDistribution,
  QuantileTransformer,
  type QuantileTransformerOptions,
  type QuantileTransformerState,
} from './scalers/quantile-transformer.ts';
export {
  FittedRobustScaler,
  RobustScaler,
  type RobustScalerOptions,
  type RobustScalerState,
} from './scalers/robust-scaler.ts';
export {
  FittedStandardScaler,
  StandardScaler,
  type StandardScalerOptions,
  type StandardScalerState,
} from './scalers/standard-scaler.ts';
export { crossValidate } from './splitters/cross-validate.ts';
export type {
  CrossValidateOptions,
  CrossValidation,
  FoldContext,
  FoldPredictor,
  FoldReport,
  Score,
  Scores,
  TrainPart,
} from './splitters/cross-validate-options.ts';
export type { Fold } from './splitters/fold.ts';
export { FoldScores } from './splitters/fold-scores.ts';
export { GroupKFold } from './splitters/group-k-fold.ts';
export { KFold } from './splitters/k-fold.ts';
export type { KFoldOptions } from './splitters/k-fold-options.ts';
export { LeaveOneGroupOut } from './splitters/leave-one-group-out.ts';
export { LeaveOneOut } from './splitters/leave-one-out.ts';
export { type Grid, type GridPoint, ParameterGrid } from './splitters/parameter-grid.ts';
export { RepeatedKFold } from './splitters/repeated-k-fold.ts';
export type { RepeatedKFoldOptions } from './splitters/repeated-splits.ts';
export { RepeatedStratifiedKFold } from './splitters/repeated-stratified-k-fold.ts';
export type { Rows, SomeRows } from './splitters/rows.ts';
export { ShuffleSplit } from './splitters/shuffle-split.ts';
export type { ShuffleSplitOptions } from './splitters/shuffle-split-options.ts';
export type { SplitSizes } from './splitters/split-sizes.ts';
export { type SplitLesson, Splitter } from './splitters/splitter.ts';
export { StratifiedGroupKFold } from './splitters/stratified-group-k-fold.ts';
export { StratifiedKFold } from './splitters/stratified-k-fold.ts';
export { StratifiedShuffleSplit } from './splitters/stratified-shuffle-split.ts';
export { takeRows } from './splitters/take-rows.ts';
export { TimeSeriesSplit, type TimeSeriesSplitOptions } from './splitters/time-series-split.ts';
export {
  type TrainTest,
  type TrainTestSplitOptions,
  trainTestSplit,
} from './splitters/train-test-split.ts';
export { Fitted } from './transformer/fitted.ts';
export { FittedTransformer, type Learned } from './transformer/fitted-transformer.ts';
export { InvertibleTransformer } from './transformer/invertible-transformer.ts';
export { type Lesson, Transformer } from './transformer/transformer.ts';
