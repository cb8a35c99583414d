/** How predictions are judged: by losses, and metrics besides. */

import { ArgumentError, type BatchShapes, type Loss, type Metric, StateError } from '@myelin/core';
import type { ModelHooks } from '../training/model-hooks.ts';
import type { MetricOption } from './compile-options.ts';
import { MetricGroup, type MetricGroupParts } from './metric-group.ts';
import { type OutputOptions, resolveLoss, resolveMetric, type TargetShapes } from './resolve.ts';

/** The loss of one output. */
interface OutputLoss {
  /** Place among the outputs. */
  readonly output: number;
  readonly name: string;
  readonly loss: Loss;
  /** What it is multiplied by in the sum of all; null is 1. */
  readonly weight: number | null;
}

export interface Scoring {
  readonly losses: readonly OutputLoss[];
  readonly metrics: MetricGroup;
  readonly hooks: ModelHooks;
  /** What the metrics were made of. */
  readonly parts: MetricGroupParts;
}

/**
 * Losses and metrics for data of such shapes.
 *
 * @throws {@link StateError} there is no loss, and the model has no step of its own.
 * @throws {@link ArgumentError} an output is judged and has no targets.
 */
export function resolveScoring(
  outputs: readonly OutputOptions[],
  hooks: ModelHooks,
  shapes: readonly (TargetShapes | undefined)[],
): Scoring {
  const names = hooks.outputNames;
  const losses = outputs.flatMap(({ loss, lossWeight }, output): OutputLoss[] => {
    const name = names[output] ?? '';
    if (loss === null) return [];
    return [
      {
        output,
        name,
        loss: resolveLoss(loss, requireShapes(name, shapes[output])),
        weight: lossWeight,
      },
    ];
  });
  if (losses.length === 0 && !(hooks.isCustom('train') || hooks.isCustom('test'))) throw noLoss();
  const resolveAll = (list: readonly MetricOption[], output: number): Metric[] =>
    list.map((one) => resolveMetric(one, requireShapes(names[output] ?? '', shapes[output])));
  const parts = {
    outputs: outputs.map(({ metrics, weightedMetrics }, i) => ({
      output: names[i] ?? '',
      shapes: shapes[i] && anyBatch(shapes[i]),
      metrics: resolveAll(metrics, i),
      weightedMetrics: resolveAll(weightedMetrics, i),
    })),
    lossOutputs: losses.length > 1 ? losses.map(({ name }) => name) : [],
    logged: [],
  };
  return { losses, hooks, parts, metrics: new MetricGroup(parts) };
}

/**
 * The same with further means, which steps of the model's own log.
 *
 * @throws {@link ArgumentError} a metric has one of the names.
 */
export function withLogged(scoring: Scoring, logged: readonly string[]): Scoring {
  if (logged.length === 0) return scoring;
  const taken = logged.find((name) => scoring.metrics.names.includes(name));
  if (taken !== undefined) {
    throw new ArgumentError({
      where: `log("${taken}")`,
      problem: 'a metric of the compiled model is logged under this name',
      fix: 'choose another name',
    });
  }
  const parts = { ...scoring.parts, logged };
  return { ...scoring, parts, metrics: new MetricGroup(parts) };
}

/** The model was compiled without a loss. */
export function noLoss(): StateError {
  return new StateError({
    where: 'compile',
    problem: '`loss` is missing, received none',
    fix: "compile with a loss, for example { loss: 'mean_squared_error' }",
  });
}

const anyBatch = ({ yTrue, yPred }: TargetShapes): BatchShapes => ({
  yTrue: [null, ...yTrue.slice(1)],
  yPred: [null, ...yPred.slice(1)],
});

function requireShapes(output: string, shapes: TargetShapes | undefined): TargetShapes {
  if (shapes) return shapes;
  throw new StateError({
    where: 'compile',
    problem: `the output "${output}" has a loss or metrics, and no targets were given for it`,
    fix: 'pass targets for this output, or compile with null as its loss',
  });
}
