import {
  ColumnTransformer,
  columnTransformerState,
  FittedColumnTransformer,
} from './compose/column-transformer.ts';
import { FeatureUnion, FittedFeatureUnion, featureUnionState } from './compose/feature-union.ts';
import { FittedPipeline, Pipeline, pipelineState } from './compose/pipeline.ts';
import {
  FittedLabelBinarizer,
  LabelBinarizer,
  labelBinarizerState,
} from './encoders/label-binarizer.ts';
import { FittedLabelEncoder, LabelEncoder, labelEncoderState } from './encoders/label-encoder.ts';
import { learnedCategories } from './encoders/learned-categories-schema.ts';
import {
  FittedMultiLabelBinarizer,
  MultiLabelBinarizer,
  multiLabelBinarizerState,
} from './encoders/multi-label-binarizer.ts';
import { oneHotEncoderState } from './encoders/one-hot.ts';
import { FittedOneHotEncoder, OneHotEncoder } from './encoders/one-hot-encoder.ts';
import { FittedOrdinalEncoder, OrdinalEncoder } from './encoders/ordinal-encoder.ts';
import { FittedTargetEncoder, TargetEncoder } from './encoders/target-encoder.ts';
import { targetEncoderState } from './encoders/target-encoder-state.ts';
import { Binarizer, FittedBinarizer } from './features/binarizer.ts';
import {
  FittedFunctionTransformer,
  FunctionTransformer,
  functionTransformerState,
} from './features/function-transformer.ts';
import {
  FittedKBinsDiscretizer,
  KBinsDiscretizer,
  kBinsDiscretizerState,
} from './features/k-bins-discretizer.ts';
import { FittedPolynomialFeatures, PolynomialFeatures } from './features/polynomial-features.ts';
import {
  FittedSplineTransformer,
  SplineTransformer,
  splineTransformerState,
} from './features/spline-transformer.ts';
import { FittedKNNImputer, KNNImputer, knnImputerState } from './imputers/knn-imputer.ts';
import {
  FittedMissingIndicator,
  MissingIndicator,
  missingIndicatorState,
} from './imputers/missing-indicator.ts';
import {
  FittedSimpleImputer,
  SimpleImputer,
  simpleImputerState,
} from './imputers/simple-imputer.ts';
import {
  labelsEntry,
  optionsEntry,
  type PreprocessorEntry,
  transformerEntry,
} from './saving/preprocessor-catalog.ts';
import { nothing } from './saving/schemas.ts';
import { FittedMaxAbsScaler, MaxAbsScaler, maxAbsScalerState } from './scalers/max-abs-scaler.ts';
import { FittedMinMaxScaler, MinMaxScaler, minMaxScalerState } from './scalers/min-max-scaler.ts';
import { FittedNormalizer, Normalizer } from './scalers/normalizer.ts';
import {
  FittedPowerTransformer,
  PowerTransformer,
  powerTransformerState,
} from './scalers/power-transformer.ts';
import {
  FittedQuantileTransformer,
  QuantileTransformer,
  quantileTransformerState,
} from './scalers/quantile-transformer.ts';
import { FittedRobustScaler, RobustScaler, robustScalerState } from './scalers/robust-scaler.ts';
import {
  FittedStandardScaler,
  StandardScaler,
  standardScalerState,
} from './scalers/standard-scaler.ts';
import { KFold } from './splitters/k-fold.ts';
import { LeaveOneOut } from './splitters/leave-one-out.ts';
import { StratifiedKFold } from './splitters/stratified-k-fold.ts';

/** All that can be read back from files, by scikit-learn's class names. */
export const preprocessors: Readonly<Record<string, PreprocessorEntry>> = {
  ColumnTransformer: transformerEntry(
    ColumnTransformer,
    FittedColumnTransformer,
    columnTransformerState,
  ),
  FeatureUnion: transformerEntry(FeatureUnion, FittedFeatureUnion, featureUnionState),
  KNNImputer: transformerEntry(KNNImputer, FittedKNNImputer, knnImputerState),
  MissingIndicator: transformerEntry(
    MissingIndicator,
    FittedMissingIndicator,
    missingIndicatorState,
  ),
  Pipeline: transformerEntry(Pipeline, FittedPipeline, pipelineState),
  SimpleImputer: transformerEntry(SimpleImputer, FittedSimpleImputer, simpleImputerState),
  Binarizer: transformerEntry(Binarizer, FittedBinarizer, nothing),
  FunctionTransformer: transformerEntry(
    FunctionTransformer,
    FittedFunctionTransformer,
    functionTransformerState,
  ),
  KBinsDiscretizer: transformerEntry(
    KBinsDiscretizer,
    FittedKBinsDiscretizer,
    kBinsDiscretizerState,
  ),
  MaxAbsScaler: transformerEntry(MaxAbsScaler, FittedMaxAbsScaler, maxAbsScalerState),
  MinMaxScaler: transformerEntry(MinMaxScaler, FittedMinMaxScaler, minMaxScalerState),
  Normalizer: transformerEntry(Normalizer, FittedNormalizer, nothing),
  PolynomialFeatures: transformerEntry(PolynomialFeatures, FittedPolynomialFeatures, nothing),
  PowerTransformer: transformerEntry(
    PowerTransformer,
    FittedPowerTransformer,
    powerTransformerState,
  ),
  QuantileTransformer: transformerEntry(
    QuantileTransformer,
    FittedQuantileTransformer,
    quantileTransformerState,
  ),
  RobustScaler: transformerEntry(RobustScaler, FittedRobustScaler, robustScalerState),
  SplineTransformer: transformerEntry(
    SplineTransformer,
    FittedSplineTransformer,
    splineTransformerState,
  ),
  StandardScaler: transformerEntry(StandardScaler, FittedStandardScaler, standardScalerState),
  LabelBinarizer: labelsEntry(LabelBinarizer, FittedLabelBinarizer, labelBinarizerState),
  LabelEncoder: labelsEntry(LabelEncoder, FittedLabelEncoder, labelEncoderState),
  MultiLabelBinarizer: labelsEntry(
    MultiLabelBinarizer,
    FittedMultiLabelBinarizer,
    multiLabelBinarizerState,
  ),
  OneHotEncoder: transformerEntry(OneHotEncoder, FittedOneHotEncoder, oneHotEncoderState),
  OrdinalEncoder: transformerEntry(OrdinalEncoder, FittedOrdinalEncoder, learnedCategories),
  TargetEncoder: transformerEntry(TargetEncoder, FittedTargetEncoder, targetEncoderState),
  KFold: optionsEntry(KFold),
  LeaveOneOut: optionsEntry(LeaveOneOut),
  StratifiedKFold: optionsEntry(StratifiedKFold),
};
