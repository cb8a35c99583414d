import type { MetricClass, MetricName } from '@myelin/core';
import { BinaryAccuracy } from './binary-accuracy.ts';
import { CategoricalAccuracy } from './categorical-accuracy.ts';
import { MeanAbsoluteError } from './mean-absolute-error.ts';
import { MeanSquaredError } from './mean-squared-error.ts';
import { RootMeanSquaredError } from './root-mean-squared-error.ts';
import { SparseCategoricalAccuracy } from './sparse-categorical-accuracy.ts';

/** Metrics by Keras's names; what `'accuracy'` means, `accuracyFor` says. The umbrella package registers them. */
export const metrics: Readonly<Record<Exclude<MetricName, 'accuracy' | 'acc'>, MetricClass>> = {
  binary_accuracy: BinaryAccuracy,
  BinaryAccuracy,
  categorical_accuracy: CategoricalAccuracy,
  CategoricalAccuracy,
  sparse_categorical_accuracy: SparseCategoricalAccuracy,
  SparseCategoricalAccuracy,
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
};
