/** From what `compile` was given to objects. */

import {
  ArgumentError,
  describe,
  Loss,
  lossCatalog,
  Metric,
  type MetricName,
  metricCatalog,
  Optimizer,
  optimizerCatalog,
  type Shape,
} from '@myelin/core';
import type { CompileOptions, MetricFunction } from './compile-options.ts';
import { FunctionLoss } from './function-loss.ts';
import { FunctionMetric } from './function-metric.ts';

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
  if (given === 'crossentropy' || given === 'ce') {
    return new (lossCatalog.find(WHERE, `${kindOfTargets(shapes)}_crossentropy`))();
  }
  if (typeof given === 'string') return new (lossCatalog.find(WHERE, given))();
  if (typeof given === 'function') return new FunctionLoss(given);
  throw kindError('loss', given, "'mean_squared_error', an object or a function (yTrue, yPred)");
}

export function resolveMetric(
  given: MetricName | Metric | MetricFunction,
  shapes: TargetShapes,
): Metric {
  if (given instanceof Metric) return given;
  if (given === 'accuracy' || given === 'acc') {
    return new (metricCatalog.find(WHERE, `${kindOfTargets(shapes)}_accuracy`))({ name: given });
  }
  if (typeof given === 'string') return new (metricCatalog.find(WHERE, given))({ name: given });
  if (typeof given === 'function') return new FunctionMetric(given);
  throw kindError('metrics', given, "['accuracy'], objects or functions (yTrue, yPred)");
}

/** Refuses names nobody knows when `compile` is called, not at the first batch. */
export function requireKnownNames(options: CompileOptions): void {
  const { loss, metrics = [], weightedMetrics = [] } = options;
  if (typeof loss === 'string' && loss !== 'crossentropy' && loss !== 'ce') {
    lossCatalog.find(WHERE, loss);
  }
  for (const list of [metrics, weightedMetrics]) {
    if (!Array.isArray(list)) throw kindError('metrics', list, "a list such as ['accuracy']");
    for (const metric of list) {
      if (typeof metric !== 'string' || metric === 'accuracy' || metric === 'acc') continue;
      metricCatalog.find(WHERE, metric);
    }
  }
}

/**
 * Keras's rule: one output is binary; targets with one axis less, or with a last axis of 1, are class indices; else one-hot.
 */
function kindOfTargets({
  yTrue,
  yPred,
}: TargetShapes): 'binary' | 'sparse_categorical' | 'categorical' {
  if (yPred.length > 1 && yPred.at(-1) === 1) return 'binary';
  const oneLess = yTrue.length < yPred.length;
  const singleTarget = yTrue.at(-1) === 1 && yPred.at(-1) !== 1;
  return oneLess || singleTarget ? 'sparse_categorical' : 'categorical';
}

function kindError(option: string, given: unknown, example: string): ArgumentError {
  return new ArgumentError({
    where: WHERE,
    problem: `\`${option}\` cannot be ${describe(given)}`,
    fix: `pass ${example}`,
  });
}
