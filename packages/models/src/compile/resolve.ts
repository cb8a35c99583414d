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
  type MetricFunction,
  type MetricName,
  metricCatalog,
  Optimizer,
  optimizerCatalog,
  requireBoolean,
  requireKnownOptions,
  requireOptions,
  type Shape,
} from '@myelin/core';
import type { CompileOptions } from './compile-options.ts';

const WHERE = 'compile';

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

export function resolveLoss(
  given: NonNullable<CompileOptions['loss']>,
  shapes: TargetShapes,
): Loss {
  if (given instanceof Loss) return given;
  if (typeof given === 'string') {
    const name = isCrossentropyName(given) ? crossentropyFor(shapes.yTrue, shapes.yPred) : given;
    return new (lossCatalog.find(WHERE, name))();
  }
  if (typeof given === 'function') return new LossFunctionWrapper({ fn: given });
  throw kindError('loss', given, "'mean_squared_error', an object or a function (yTrue, yPred)");
}

export function resolveMetric(
  given: MetricName | Metric | MetricFunction,
  shapes: TargetShapes,
): Metric {
  if (given instanceof Metric) return given;
  if (typeof given === 'string') {
    const name = isAccuracyName(given) ? accuracyFor(shapes.yTrue, shapes.yPred) : given;
    return new (metricCatalog.find(WHERE, name))({ name: given });
  }
  if (typeof given === 'function') return new MeanMetricWrapper({ fn: given });
  throw kindError('metrics', given, "['accuracy'], objects or functions (yTrue, yPred)");
}

/**
 * Refuses what cannot be right when `compile` is called, not at the first batch.
 *
 * @throws {@link ArgumentError} an option or a name is unknown, or of a wrong kind.
 */
export function requireCompileOptions(options: CompileOptions): void {
  requireOptions(WHERE, options);
  requireKnownOptions(WHERE, options, OPTIONS);
  const { loss, metrics = [], weightedMetrics = [], jitCompile = 'auto' } = options;
  if (jitCompile !== 'auto') requireBoolean(WHERE, 'jitCompile', jitCompile);
  if (typeof loss === 'string' && !isCrossentropyName(loss))
    lossCatalog.find(WHERE, loss, ['crossentropy']);
  if (isClass(loss)) throw kindError('loss', loss, `an object: new ${loss.name}()`);
  for (const list of [metrics, weightedMetrics]) {
    if (!Array.isArray(list)) throw kindError('metrics', list, "a list such as ['accuracy']");
    for (const metric of list) {
      if (isClass(metric)) throw kindError('metrics', metric, `an object: new ${metric.name}()`);
      if (typeof metric === 'string' && !isAccuracyName(metric))
        metricCatalog.find(WHERE, metric, ['accuracy']);
    }
  }
}

const OPTIONS = ['optimizer', 'loss', 'metrics', 'weightedMetrics', 'jitCompile'];

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
