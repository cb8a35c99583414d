import type {
  Loss,
  LossName,
  Metric,
  MetricName,
  Optimizer,
  OptimizerName,
  Tensor,
} from '@myelin/core';

/** A loss of your own: one value per sample (or per output) for targets and predictions. */
export type LossFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

/** A metric of your own: one value per sample, averaged over the epoch. */
export type MetricFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

export interface CompileOptions {
  /** @defaultValue `'rmsprop'`, as in Keras */
  readonly optimizer?: OptimizerName | Optimizer;
  /** What training makes smaller. Without one, `fit` and `evaluate` are not available. */
  readonly loss?: LossName | 'crossentropy' | 'ce' | Loss | LossFunction | null;
  /** What is reported besides the loss; sample weights do not count in them. */
  readonly metrics?: readonly (MetricName | Metric | MetricFunction)[];
  /** Like `metrics`, but sample weights count. */
  readonly weightedMetrics?: readonly (MetricName | Metric | MetricFunction)[];
}
