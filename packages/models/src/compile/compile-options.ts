import type {
  CrossentropyName,
  Loss,
  LossFunction,
  LossName,
  Metric,
  MetricFunction,
  MetricName,
  Optimizer,
  OptimizerName,
} from '@myelin/core';

export interface CompileOptions {
  /** @defaultValue `'rmsprop'`, as in Keras */
  readonly optimizer?: OptimizerName | Optimizer;
  /** What training makes smaller; a plain function gives one value per sample. Without one, `fit` and `evaluate` are not available. */
  readonly loss?: LossName | CrossentropyName | Loss | LossFunction | null;
  /** What is reported besides the loss; sample weights do not count in them. */
  readonly metrics?: readonly (MetricName | Metric | MetricFunction)[];
  /** Like `metrics`, but sample weights count. */
  readonly weightedMetrics?: readonly (MetricName | Metric | MetricFunction)[];
  /**
   * Whether steps are compiled into programs: `'auto'` where it can be done, `true` insists and says what stands against
   * it, `false` runs them operation by operation.
   *
   * @defaultValue `'auto'`
   */
  readonly jitCompile?: 'auto' | boolean;
}
