import { Catalog } from '../options/catalog.ts';
import type { Metric, MetricOptions } from './metric.ts';

type AccuracyName =
  | 'binary_accuracy'
  | 'BinaryAccuracy'
  | 'categorical_accuracy'
  | 'CategoricalAccuracy'
  | 'sparse_categorical_accuracy'
  | 'SparseCategoricalAccuracy'
  | 'top_k_categorical_accuracy'
  | 'TopKCategoricalAccuracy'
  | 'sparse_top_k_categorical_accuracy'
  | 'SparseTopKCategoricalAccuracy';

type RegressionName =
  | 'mean_squared_error'
  | 'MeanSquaredError'
  | 'mse'
  | 'MSE'
  | 'root_mean_squared_error'
  | 'RootMeanSquaredError'
  | 'mean_absolute_error'
  | 'MeanAbsoluteError'
  | 'mae'
  | 'MAE'
  | 'mean_absolute_percentage_error'
  | 'MeanAbsolutePercentageError'
  | 'mape'
  | 'MAPE'
  | 'mean_squared_logarithmic_error'
  | 'MeanSquaredLogarithmicError'
  | 'msle'
  | 'MSLE'
  | 'log_cosh_error'
  | 'LogCoshError'
  | 'cosine_similarity'
  | 'CosineSimilarity'
  | 'r2_score'
  | 'R2Score';

type CorrelationName =
  | 'pearson_correlation'
  | 'PearsonCorrelation'
  | 'concordance_correlation'
  | 'ConcordanceCorrelation';

type ProbabilisticName =
  | 'binary_crossentropy'
  | 'BinaryCrossentropy'
  | 'bce'
  | 'BCE'
  | 'categorical_crossentropy'
  | 'CategoricalCrossentropy'
  | 'sparse_categorical_crossentropy'
  | 'SparseCategoricalCrossentropy'
  | 'kl_divergence'
  | 'KLDivergence'
  | 'poisson'
  | 'Poisson';

type HingeName =
  | 'hinge'
  | 'Hinge'
  | 'squared_hinge'
  | 'SquaredHinge'
  | 'categorical_hinge'
  | 'CategoricalHinge';

type ConfusionName =
  | 'true_positives'
  | 'TruePositives'
  | 'true_negatives'
  | 'TrueNegatives'
  | 'false_positives'
  | 'FalsePositives'
  | 'false_negatives'
  | 'FalseNegatives'
  | 'precision'
  | 'Precision'
  | 'recall'
  | 'Recall'
  | 'auc'
  | 'AUC'
  | 'precision_at_recall'
  | 'PrecisionAtRecall'
  | 'recall_at_precision'
  | 'RecallAtPrecision'
  | 'sensitivity_at_specificity'
  | 'SensitivityAtSpecificity'
  | 'specificity_at_sensitivity'
  | 'SpecificityAtSensitivity'
  | 'f1_score'
  | 'F1Score'
  | 'f_beta_score'
  | 'FBetaScore'
  | 'io_u'
  | 'IoU'
  | 'binary_io_u'
  | 'BinaryIoU'
  | 'mean_io_u'
  | 'MeanIoU'
  | 'one_hot_io_u'
  | 'OneHotIoU'
  | 'one_hot_mean_io_u'
  | 'OneHotMeanIoU';

/** Keras's names of metrics. `'accuracy'` and `'acc'` choose among the accuracies by the shapes of the data. */
export type MetricName =
  | 'accuracy'
  | 'acc'
  | AccuracyName
  | RegressionName
  | CorrelationName
  | ProbabilisticName
  | HingeName
  | ConfusionName;

export type MetricClass = new (options?: MetricOptions) => Metric;

/** Metrics known by name. */
export const metricCatalog: Catalog<MetricClass> = new Catalog<MetricClass>('metric');
