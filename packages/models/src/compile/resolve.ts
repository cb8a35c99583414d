/** From what `compile` was given to objects. */

import {
  ArgumentError,
  accuracyFor,
  crossentropyFor,
  describe,
  isAccuracyName,
  isCrossentropyName,
  Loss,
  LossFunctionWrapper,
  lossCatalog,
  MeanMetricWrapper,
  Metric,
  metricCatalog,
  Optimizer,
  optimizerCatalog,
  requireBoolean,
  requireKnownOptions,
  requireOptions,
  requireWholeNumber,
  type Shape,
} from '@myelin/core';
import type { CompileOptions, LossOption, MetricOption } from './compile-options.ts';
import { lossPerOutput, lossWeightPerOutput, metricsPerOutput } from './per-output.ts';

const WHERE = 'compile';
const LOSS_EXAMPLE = "'mean_squared_error', an object or a function (yTrue, yPred)";
const METRIC_EXAMPLE = "['accuracy'], objects or functions (yTrue, yPred)";

/** Shapes of one batch of targets and predictions: they decide what `'accuracy'` means. */
export interface TargetShapes {
  readonly yTrue: Shape;
  readonly yPred: Shape;
}

export function resolveOptimizer(given: CompileOptions['optimizer'] = 'rmsprop'): Optimizer {
  if (given instanceof Optimizer) return given;
  if (typeof given === 'string') return new (optimizerCatalog.find(WHERE, given))();
  throw kindError('optimizer', given, "'adam' or new Adam({ learningRate: 0.001 })");
}

export function resolveLoss(given: LossOption, shapes: TargetShapes): Loss {
  if (given instanceof Loss) return given;
  if (typeof given === 'string') {
    const name = isCrossentropyName(given) ? crossentropyFor(shapes.yTrue, shapes.yPred) : given;
    return new (lossCatalog.find(WHERE, name))();
  }
  if (typeof given === 'function') return new LossFunctionWrapper({ fn: given });
  throw kindError('loss', given, LOSS_EXAMPLE);
}

export function resolveMetric(given: MetricOption, shapes: TargetShapes): Metric {
  if (given instanceof Metric) return given;
  if (typeof given === 'string') {
    const name = isAccuracyName(given) ? accuracyFor(shapes.yTrue, shapes.yPred) : given;
    return new (metricCatalog.find(WHERE, name))({ name: given });
  }
  if (typeof given === 'function') return new MeanMetricWrapper({ fn: given });
  throw kindError('metrics', given, METRIC_EXAMPLE);
}

/** What `compile` was given, sorted by output. */
export interface OutputOptions {
  readonly loss: LossOption | null;
  readonly lossWeight: number | null;
  readonly metrics: readonly MetricOption[];
  readonly weightedMetrics: readonly MetricOption[];
}

/**
 * The options for each output. Refuses what cannot be right when `compile` is called, not at the first batch.
 *
 * @throws {@link ArgumentError} an option or a name is unknown, or of a wrong kind.
 */
export function requireCompileOptions(
  options: CompileOptions,
  outputs: readonly string[],
): readonly OutputOptions[] {
  requireOptions(WHERE, options);
  requireKnownOptions(WHERE, options, OPTIONS);
  requireExecution(options);
  const losses = lossPerOutput(options.loss, outputs);
  const weights = lossWeightPerOutput(options.lossWeights, outputs);
  const metrics = metricsPerOutput('metrics', options.metrics, outputs);
  const weightedMetrics = metricsPerOutput('weightedMetrics', options.weightedMetrics, outputs);
  for (const loss of losses) requireLoss(loss);
  for (const metric of [...metrics, ...weightedMetrics].flat()) requireMetric(metric);
  return outputs.map((_, i) => ({
    loss: losses[i] ?? null,
    lossWeight: weights[i] ?? null,
    metrics: metrics[i] ?? [],
    weightedMetrics: weightedMetrics[i] ?? [],
  }));
}

const OPTIONS = [
  'optimizer',
  'loss',
  'lossWeights',
  'metrics',
  'weightedMetrics',
  'jitCompile',
  'runEagerly',
  'stepsPerExecution',
];

function requireExecution(options: CompileOptions): void {
  const { jitCompile = 'auto', runEagerly = false, stepsPerExecution = 1 } = options;
  if (jitCompile !== 'auto') requireBoolean(WHERE, 'jitCompile', jitCompile);
  requireBoolean(WHERE, 'runEagerly', runEagerly);
  requireWholeNumber(WHERE, 'stepsPerExecution', stepsPerExecution, { min: 1 });
  if (!runEagerly || jitCompile !== true) return;
  throw new ArgumentError({
    where: WHERE,
    problem: '`runEagerly` and `jitCompile` cannot both be true',
    fix: 'leave out `runEagerly` to compile steps, or `jitCompile` to run them operation by operation',
  });
}

function requireLoss(loss: LossOption | null): void {
  if (typeof loss === 'string' && !isCrossentropyName(loss))
    lossCatalog.find(WHERE, loss, ['crossentropy']);
  if (isClass(loss)) throw kindError('loss', loss, `an object: new ${loss.name}()`);
  const isKind = typeof loss === 'string' || typeof loss === 'function' || loss instanceof Loss;
  if (loss !== null && !isKind) throw kindError('loss', loss, LOSS_EXAMPLE);
}

function requireMetric(metric: MetricOption): void {
  if (isClass(metric)) throw kindError('metrics', metric, `an object: new ${metric.name}()`);
  if (typeof metric === 'string' && !isAccuracyName(metric))
    metricCatalog.find(WHERE, metric, ['accuracy']);
  const isKind =
    typeof metric === 'string' || typeof metric === 'function' || metric instanceof Metric;
  if (!isKind) throw kindError('metrics', metric, METRIC_EXAMPLE);
}

/** A class where an object is wanted: `loss: MeanSquaredError`. */
function isClass(value: unknown): value is new () => unknown {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}

function kindError(option: string, given: unknown, example: string): ArgumentError {
  return new ArgumentError({
    where: WHERE,
    problem: `\`${option}\` cannot be ${describe(given)}`,
    fix: `pass ${example}`,
  });
}
