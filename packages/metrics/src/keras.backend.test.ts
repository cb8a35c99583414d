/** Every recorded case of the metrics that are no confusion counts: the result after each batch, and after a reset. */

import type { Metric } from '@myelin/core';
import { accuracyFor, isAccuracyName } from '@myelin/core';
import { fixtureCases, metricFixtureTests } from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import {
  Accuracy,
  BinaryAccuracy,
  BinaryCrossentropy,
  CategoricalAccuracy,
  CategoricalCrossentropy,
  CategoricalHinge,
  ConcordanceCorrelation,
  CosineSimilarity,
  Hinge,
  KLDivergence,
  LogCoshError,
  Mean,
  MeanAbsoluteError,
  MeanAbsolutePercentageError,
  MeanSquaredError,
  MeanSquaredLogarithmicError,
  metrics,
  PearsonCorrelation,
  Poisson,
  R2Score,
  RootMeanSquaredError,
  SparseCategoricalAccuracy,
  SparseCategoricalCrossentropy,
  SparseTopKCategoricalAccuracy,
  SquaredHinge,
  Sum,
  TopKCategoricalAccuracy,
} from './index.ts';

const classes = {
  Accuracy,
  BinaryAccuracy,
  BinaryCrossentropy,
  CategoricalAccuracy,
  CategoricalCrossentropy,
  CategoricalHinge,
  ConcordanceCorrelation,
  CosineSimilarity,
  Hinge,
  KLDivergence,
  LogCoshError,
  MeanAbsoluteError,
  MeanAbsolutePercentageError,
  MeanSquaredError,
  MeanSquaredLogarithmicError,
  PearsonCorrelation,
  Poisson,
  R2Score,
  RootMeanSquaredError,
  SparseCategoricalAccuracy,
  SparseCategoricalCrossentropy,
  SparseTopKCategoricalAccuracy,
  SquaredHinge,
  TopKCategoricalAccuracy,
};
// They take values in place of targets and predictions, which the recordings tell apart.
const ofValues = { Mean, Sum } as unknown as Record<string, new () => Metric>;

await metricFixtureTests('keras/metrics.json', { ...classes, ...ofValues });

interface NameCase {
  readonly name: string;
  readonly metric?: string;
  readonly yTrueShape?: readonly number[];
  readonly yPredShape?: readonly number[];
  /** The class the name stands for; absent where Keras refuses the name. */
  readonly class?: string;
}

const names = (await fixtureCases<NameCase>('keras/names.json')).filter((c) => c.metric);

/** The class a string stands for, if it is here. */
function classOf({ metric = '', yTrueShape = [], yPredShape = [] }: NameCase): string | undefined {
  const name = isAccuracyName(metric) ? accuracyFor(yTrueShape, yPredShape) : metric;
  const Found = (metrics as Readonly<Record<string, (typeof metrics)['mse']>>)[name];
  return Found && new Found().className;
}

describe('Names of metrics', () => {
  test.each(names)('$name', (recorded) => {
    expect(classOf(recorded)).toBe(recorded.class);
  });

  test('are those that Keras knows, no more and no less', () => {
    // Sorted keys of `keras.src.metrics.ALL_OBJECTS_DICT`, without the base classes and without `accuracy`, `mean` and
    // `sum`, which no file names so and which `compile` does not take for these classes.
    expect(Object.keys(metrics).sort()).toEqual(kerasNames.sort());
  });
});

const kerasNames = `
  AUC Accuracy BCE BinaryAccuracy BinaryCrossentropy BinaryIoU CategoricalAccuracy CategoricalCrossentropy
  CategoricalHinge ConcordanceCorrelation CosineSimilarity F1Score FBetaScore FalseNegatives FalsePositives Hinge IoU
  KLDivergence LogCoshError MAE MAPE MSE MSLE Mean MeanAbsoluteError MeanAbsolutePercentageError MeanIoU
  MeanSquaredError MeanSquaredLogarithmicError OneHotIoU OneHotMeanIoU PearsonCorrelation Poisson Precision
  PrecisionAtRecall R2Score Recall RecallAtPrecision RootMeanSquaredError SensitivityAtSpecificity
  SparseCategoricalAccuracy SparseCategoricalCrossentropy SparseTopKCategoricalAccuracy SpecificityAtSensitivity
  SquaredHinge Sum TopKCategoricalAccuracy TrueNegatives TruePositives auc bce binary_accuracy binary_crossentropy
  binary_io_u categorical_accuracy categorical_crossentropy categorical_hinge concordance_correlation cosine_similarity
  f1_score f_beta_score false_negatives false_positives hinge io_u kl_divergence log_cosh_error mae mape
  mean_absolute_error mean_absolute_percentage_error mean_io_u mean_squared_error mean_squared_logarithmic_error mse msle
  one_hot_io_u one_hot_mean_io_u pearson_correlation poisson precision precision_at_recall r2_score recall
  recall_at_precision root_mean_squared_error sensitivity_at_specificity sparse_categorical_accuracy
  sparse_categorical_crossentropy sparse_top_k_categorical_accuracy specificity_at_sensitivity squared_hinge
  top_k_categorical_accuracy true_negatives true_positives
`
  .trim()
  .split(/\s+/);
