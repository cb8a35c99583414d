/** Steps as tensor operations, one after the other. A step that fails changes nothing. */

import {
  type AnyLayer,
  keep,
  Pass,
  type StateCell,
  scalar,
  type Tensor,
  tensorsIn,
  tidy,
  type Weight,
} from '@myelin/core';
import type { Compilation, Scoring } from '../compile/compilation.ts';
import type { Batch } from '../data/batch-source.ts';
import type { Inputs } from '../data/inputs.ts';
import { adoptAll } from './adopt-all.ts';
import { batchTensors } from './batch-tensors.ts';
import type { MetricCells } from './metric-cells.ts';
import { testStep, trainStep } from './step.ts';

/** One training step on a batch. */
export function trainEagerly(
  model: AnyLayer,
  compilation: Compilation,
  scoring: Scoring,
  metrics: MetricCells,
  batch: Batch,
): void {
  const selection = compilation.begin(model);
  const { weights } = selection;
  const { optimizer, slotCells, seed, steps } = compilation;
  const state = {
    weights: weights.map((weight) => weight.value),
    slots: valuesOf(slotCells),
    metrics: valuesOf(metrics.cells),
  };
  const next = tidy(() => {
    const after = trainStep({ ...scoring, ...selection, model, optimizer }, state, {
      ...batchTensors(batch),
      seed: scalar(seed | 0, 'int32'),
      step: scalar(steps, 'int32'),
      learningRates: optimizer.learningRates.map((rate) => scalar(rate ?? 0)),
    });
    const { weights, slots, metrics, kept } = after;
    for (const values of [weights, slots, metrics, [...kept.values()]]) values.forEach(keep);
    return after;
  });
  adoptAll(cellsOf(weights), next.weights);
  compilation.adoptSlots(next.slots);
  compilation.steps = steps + 1;
  adoptAll(metrics.cells, next.metrics);
  adoptKept(next.kept);
}

/** Judges a batch. */
export function testEagerly(
  model: AnyLayer,
  compilation: Compilation,
  scoring: Scoring,
  metrics: MetricCells,
  batch: Batch,
): void {
  const selection = compilation.selectionFor(model);
  const state = {
    weights: selection.weights.map((weight) => weight.value),
    metrics: valuesOf(metrics.cells),
  };
  const plan = { ...scoring, ...selection, model };
  const next = tidy(() => {
    const after = testStep(plan, state, batchTensors(batch));
    for (const values of [after.metrics, [...after.kept.values()]]) values.forEach(keep);
    return after;
  });
  adoptAll(metrics.cells, next.metrics);
  adoptKept(next.kept);
}

/** Outputs for samples, not yet in ordinary memory. */
export function predictEagerly(model: AnyLayer, x: Inputs): readonly Tensor[] {
  const pass = new Pass();
  const outputs = tidy(() => {
    const { x: inputs } = batchTensors({ x });
    const given = new Set(tensorsIn(inputs));
    const made = tensorsIn(model.forward(inputs, pass));
    for (const value of pass.updates.values()) keep(value);
    const taken = new Set([...given, ...pass.updates.values()]);
    return made.map((y) => keep(taken.has(y) ? y.reshape(y.shape) : y));
  });
  adoptKept(pass.updates);
  return outputs;
}

/** Gives weights the values that the optimizer ends with. */
export function finishEagerly({ optimizer, selection, slotCells }: Compilation): void {
  const trainable = selection?.trainable ?? [];
  const before = trainable.map((weight) => weight.value);
  adoptAll(
    cellsOf(trainable),
    tidy(() =>
      optimizer
        .finalValues(trainable, before, valuesOf(slotCells))
        .map((value, i) => (value === before[i] ? value : value.reshape(value.shape))),
    ),
  );
}

/** What layers keep besides their weights has these values now. */
function adoptKept(kept: ReadonlyMap<Weight, Tensor>): void {
  for (const [weight, value] of kept) weight.adopt(value);
}

const valuesOf = (cells: readonly StateCell[]): Tensor[] => cells.map((cell) => cell.value);

const cellsOf = (weights: readonly Weight[]): StateCell[] => weights.map((weight) => weight.cell);
