import type { AnyLayer } from '@myelin/core';
import type { Compilation, Scoring } from '../compile/compilation.ts';
import type { Batch } from '../data/batch-source.ts';
import { inputShapes, rowsOf } from '../data/inputs.ts';
import { discoverNames } from './discover-names.ts';
import type { StepKind } from './runner.ts';

/**
 * Builds the model for a batch and chooses loss and metrics, the first time; checks the targets every time.
 *
 * @throws {@link ShapeError} the samples do not fit the model.
 * @throws {@link DataError} the loss cannot take the targets.
 */
export function prepare(
  model: AnyLayer,
  compilation: Compilation,
  batch: Batch,
  kind: StepKind,
): Scoring {
  const scoring = checkSamples(model, compilation, batch);
  if (!compilation.hooks.isCustom(kind)) return scoring;
  return compilation.loggingScoring(kind, scoring, () =>
    discoverNames(model, compilation, scoring, batch, kind),
  );
}

/** As {@link prepare}, for samples that are no batch: steps of the model's own are not looked at. */
export function checkSamples(model: AnyLayer, compilation: Compilation, batch: Batch): Scoring {
  const { hooks } = compilation;
  const { targets = [] } = batch;
  const input = inputShapes(batch.x);
  model.buildFor(input);
  const outputs = hooks.outputShapes(input);
  const scoring = compilation.scoringFor(
    outputs.map((yPred, i) => {
      const target = targets[i];
      return target && { yTrue: target.shape, yPred };
    }),
  );
  for (const { output, loss } of scoring.losses) {
    const target = targets[output];
    const yPred = outputs[output] ?? [];
    if (target) loss.checkTargets?.(target, [rowsOf(batch.x), ...yPred.slice(1)]);
  }
  return scoring;
}
