import type { MetricClass, MetricName } from '@myelin/core';
import { Accuracy } from './accuracy/accuracy.ts';
import { BinaryAccuracy } from './accuracy/binary-accuracy.ts';
import { CategoricalAccuracy } from './accuracy/categorical-accuracy.ts';
import { SparseCategoricalAccuracy } from './accuracy/sparse-categorical-accuracy.ts';
import { SparseTopKCategoricalAccuracy } from './accuracy/sparse-top-k-categorical-accuracy.ts';
import { TopKCategoricalAccuracy } from './accuracy/top-k-categorical-accuracy.ts';
import { confusionMetrics } from './confusion/index.ts';
import { ConcordanceCorrelation } from './correlation/concordance-correlation.ts';
import { PearsonCorrelation } from './correlation/pearson-correlation.ts';
import { CategoricalHinge } from './hinge/categorical-hinge.ts';
import { Hinge } from './hinge/hinge.ts';
import { SquaredHinge } from './hinge/squared-hinge.ts';
import { BinaryCrossentropy } from './probabilistic/binary-crossentropy.ts';
import { CategoricalCrossentropy } from './probabilistic/categorical-crossentropy.ts';
import { KLDivergence } from './probabilistic/kl-divergence.ts';
import { Poisson } from './probabilistic/poisson.ts';
import { SparseCategoricalCrossentropy } from './probabilistic/sparse-categorical-crossentropy.ts';
import { Mean } from './reduction/mean.ts';
import { Sum } from './reduction/sum.ts';
import { CosineSimilarity } from './regression/cosine-similarity.ts';
import { LogCoshError } from './regression/log-cosh-error.ts';
import { MeanAbsoluteError } from './regression/mean-absolute-error.ts';
import { MeanAbsolutePercentageError } from './regression/mean-absolute-percentage-error.ts';
import { MeanSquaredError } from './regression/mean-squared-error.ts';
import { MeanSquaredLogarithmicError } from './regression/mean-squared-logarithmic-error.ts';
import { R2Score } from './regression/r2-score.ts';
import { RootMeanSquaredError } from './regression/root-mean-squared-error.ts';

/** What files name, though `compile` means something else by it, or does not take it. */
type NameInFiles = 'Accuracy' | 'Mean' | 'Sum';

/** Some need options: they refuse to be made from a name alone. */
const ofConfusion = confusionMetrics as unknown as Readonly<
  Record<keyof typeof confusionMetrics, MetricClass>
>;

/** They take values in place of targets and predictions; in `compile` they refuse the first batch. */
const ofValues = { Mean, Sum } as unknown as Readonly<Record<'Mean' | 'Sum', MetricClass>>;

/** Metrics by Keras's names; what `'accuracy'` means, `accuracyFor` says. The umbrella package registers them. */
export const metrics: Readonly<
  Record<Exclude<MetricName, 'accuracy' | 'acc'> | NameInFiles, MetricClass>
> = {
  Accuracy,
  binary_accuracy: BinaryAccuracy,
  BinaryAccuracy,
  categorical_accuracy: CategoricalAccuracy,
  CategoricalAccuracy,
  sparse_categorical_accuracy: SparseCategoricalAccuracy,
  SparseCategoricalAccuracy,
  top_k_categorical_accuracy: TopKCategoricalAccuracy,
  TopKCategoricalAccuracy,
  sparse_top_k_categorical_accuracy: SparseTopKCategoricalAccuracy,
  SparseTopKCategoricalAccuracy,
  mean_squared_error: MeanSquaredError,
  MeanSquaredError,
  mse: MeanSquaredError,
  MSE: MeanSquaredError,
  root_mean_squared_error: RootMeanSquaredError,
  RootMeanSquaredError,
  mean_absolute_error: MeanAbsoluteError,
  MeanAbsoluteError,
  mae: MeanAbsoluteError,
  MAE: MeanAbsoluteError,
  mean_absolute_percentage_error: MeanAbsolutePercentageError,
  MeanAbsolutePercentageError,
  mape: MeanAbsolutePercentageError,
  MAPE: MeanAbsolutePercentageError,
  mean_squared_logarithmic_error: MeanSquaredLogarithmicError,
  MeanSquaredLogarithmicError,
  msle: MeanSquaredLogarithmicError,
  MSLE: MeanSquaredLogarithmicError,
  log_cosh_error: LogCoshError,
  LogCoshError,
  cosine_similarity: CosineSimilarity,
  CosineSimilarity,
  r2_score: R2Score,
  R2Score,
  pearson_correlation: PearsonCorrelation,
  PearsonCorrelation,
  concordance_correlation: ConcordanceCorrelation,
  ConcordanceCorrelation,
  binary_crossentropy: BinaryCrossentropy,
  BinaryCrossentropy,
  bce: BinaryCrossentropy,
  BCE: BinaryCrossentropy,
  categorical_crossentropy: CategoricalCrossentropy,
  CategoricalCrossentropy,
  sparse_categorical_crossentropy: SparseCategoricalCrossentropy,
  SparseCategoricalCrossentropy,
  kl_divergence: KLDivergence,
  KLDivergence,
  poisson: Poisson,
  Poisson,
  hinge: Hinge,
  Hinge,
  squared_hinge: SquaredHinge,
  SquaredHinge,
  categorical_hinge: CategoricalHinge,
  CategoricalHinge,
  ...ofConfusion,
  ...ofValues,
};
