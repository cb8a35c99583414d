import type { Layer } from '@myelin/core';
import type { Compilation, Scoring } from '../compile/compilation.ts';
import type { Batch } from '../data/batch-source.ts';

/**
 * Builds the model for a batch and chooses loss and metrics, the first time; checks the targets every time.
 *
 * @throws {@link ShapeError} the samples do not fit the model.
 * @throws {@link DataError} the loss cannot take the targets.
 */
export function prepare(model: Layer, compilation: Compilation, batch: Batch): Scoring {
  const input = [null, ...batch.x.shape.slice(1)];
  model.buildFor(input);
  const yPred = model.outputShape(input);
  const scoring = compilation.scoringFor(batch.y?.shape ?? [], yPred);
  if (batch.y) scoring.loss.checkTargets?.(batch.y, [batch.x.length, ...yPred.slice(1)]);
  return scoring;
}
