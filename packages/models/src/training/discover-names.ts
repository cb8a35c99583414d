import { type AnyLayer, scalar, tidy } from '@myelin/core';
import type { Compilation, Scoring } from '../compile/compilation.ts';
import type { Batch } from '../data/batch-source.ts';
import { batchTensors } from './batch-tensors.ts';
import type { StepKind } from './runner.ts';
import { RunningStep } from './running-step.ts';

/**
 * The names that a step of a model's own logs: the step is run once on a batch, and all that it computes is thrown away.
 * They must be known before it is captured, as each has its place in the state.
 */
export function discoverNames(
  model: AnyLayer,
  compilation: Compilation,
  scoring: Scoring,
  batch: Batch,
  kind: StepKind,
): readonly string[] {
  const { hooks, seed } = compilation;
  const discovered = new Set<string>();
  tidy(() => {
    const selection = compilation.selectionFor(model);
    const tensors = batchTensors(batch);
    const state = {
      weights: selection.weights.map((weight) => weight.value),
      metrics: scoring.metrics.initialState(),
    };
    const running = new RunningStep({ ...scoring, ...selection, model }, state, {
      batch: tensors,
      training: kind === 'train',
      randomness: { seed: scalar(seed | 0, 'int32'), step: scalar(0, 'int32') },
      discovered,
    });
    const { weights, metrics, kept } = running.finishing(() =>
      kind === 'train' ? hooks.trainStep(running, tensors) : hooks.testStep(running, tensors),
    );
    const own = new Set(state.weights);
    const results = new Set([...weights, ...metrics, ...kept.values()]);
    for (const tensor of results) if (!own.has(tensor)) tensor.dispose();
  });
  return [...discovered];
}
