import { Catalog } from '../options/catalog.ts';
import type { Metric, MetricOptions } from './metric.ts';

/** Keras's names of metrics. `'accuracy'` and `'acc'` choose among the accuracies by the shapes of the data. */
export type MetricName =
  | 'accuracy'
  | 'acc'
  | 'binary_accuracy'
  | 'BinaryAccuracy'
  | 'categorical_accuracy'
  | 'CategoricalAccuracy'
  | 'sparse_categorical_accuracy'
  | 'SparseCategoricalAccuracy'
  | 'mean_squared_error'
  | 'MeanSquaredError'
  | 'mse'
  | 'MSE'
  | 'root_mean_squared_error'
  | 'RootMeanSquaredError'
  | 'mean_absolute_error'
  | 'MeanAbsoluteError'
  | 'mae'
  | 'MAE';

export type MetricClass = new (options?: MetricOptions) => Metric;

/** Metrics known by name. */
export const metricCatalog: Catalog<MetricClass> = new Catalog<MetricClass>('metric');
