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

/** A loss, as `compile` takes it. */
export type LossOption = LossName | CrossentropyName | Loss | LossFunction;

/** A metric, as `compile` takes it. */
export type MetricOption = MetricName | Metric | MetricFunction;

/**
 * Metrics, as `compile` takes them: a list; for several outputs one entry for each in their order, or a record by their
 * names.
 */
export type MetricsOption =
  | readonly (MetricOption | readonly MetricOption[] | null)[]
  | Readonly<Record<string, MetricOption | readonly MetricOption[] | null>>;

export interface CompileOptions {
  /** @defaultValue `'rmsprop'`, as in Keras */
  readonly optimizer?: OptimizerName | Optimizer;
  /**
   * What training makes smaller; a plain function gives one value per sample. For several outputs one for all of them, a
   * list in their order, or a record by their names; null leaves an output out. Without a loss, `fit` and `evaluate` are
   * not available, unless the model has a `computeLoss` or steps of its own.
   */
  readonly loss?:
    | LossOption
    | null
    | readonly (LossOption | null)[]
    | Readonly<Record<string, LossOption | null>>;
  /**
   * What the loss of each output is multiplied by in their sum: a number for one output, else a list or a record.
   *
   * @defaultValue 1 for each
   */
  readonly lossWeights?: number | readonly number[] | Readonly<Record<string, number>> | null;
  /** What is reported besides the loss; sample weights do not count in them. */
  readonly metrics?: MetricsOption | null;
  /** Like `metrics`, but sample weights count. */
  readonly weightedMetrics?: MetricsOption | null;
  /**
   * Whether steps are compiled into programs: `'auto'` where it can be done, `true` insists and says what stands against
   * it, `false` runs them operation by operation.
   *
   * @defaultValue `'auto'`
   */
  readonly jitCompile?: 'auto' | boolean;
  /** Keras's name for `jitCompile: false`. @defaultValue `false` */
  readonly runEagerly?: boolean;
  /**
   * Taken for the sake of code from Keras. Compiled steps run in spans of many batches anyway, as many as fit in a short
   * time; callbacks that want every batch get every batch.
   *
   * @defaultValue `1`
   */
  readonly stepsPerExecution?: number;
}
