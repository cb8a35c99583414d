/** The programs of a model: what its steps do, found by capturing them. */

import {
  type AnyLayer,
  type Optimizer,
  Pass,
  type StateCell,
  scalar,
  type Tensor,
  type Tensors,
  tensorsIn,
  type Weight,
} from '@myelin/core';
import type { CapturedOutput, InputDeclaration } from '@myelin/program';
import type { MetricGroup } from '../compile/metric-group.ts';
import type { Batch } from '../data/batch-source.ts';
import {
  columnsOf,
  inputColumn,
  isTargetColumn,
  outputColumn,
  targetColumn,
  weightColumn,
} from '../data/columns.ts';
import { arraysIn, asTensors, type Inputs } from '../data/inputs.ts';
import { stepBatch } from '../training/batch-tensors.ts';
import { type StepPlan, type TrainPlan, testStep, trainStep } from '../training/step.ts';
import type { StepBatch } from '../training/step-contract.ts';
import {
  type CapturedStep,
  captureOnStates,
  changedStates,
  type Given,
  type NamedState,
  pick,
} from './capture-on-states.ts';
import { learningRateInput } from './learning-rate-input.ts';
import { isWhole } from './program-record.ts';

/** States of one step, each list in the order in which the step has it. */
export interface StepStates {
  readonly weights: readonly NamedState[];
  readonly slots: readonly NamedState[];
  readonly metrics: readonly NamedState[];
}

/** One training step on batches like `batch`. */
export function captureTrain(plan: TrainPlan, states: StepStates, batch: Batch): CapturedStep {
  const { weights, slots, metrics } = states;
  const rateNames = plan.optimizer.learningRates.map((_, i) => learningRateInput(i));
  const inputs: InputDeclaration[] = [
    ...batchInputs(batch),
    { name: 'seed', role: 'parameter', shape: [], dtype: 'int32' },
    ...rateNames.map((name) => ({ name, role: 'parameter', shape: [], dtype: 'float32' }) as const),
    { name: 'step', role: 'step', shape: [], dtype: 'int32' },
  ];
  return captureOnStates('train', inputs, [...weights, ...slots, ...metrics], (given, nameOf) => {
    const before = {
      weights: pick(weights, given),
      slots: pick(slots, given),
      metrics: pick(metrics, given),
    };
    const after = trainStep(plan, before, {
      ...batchOf(batch, given),
      seed: given.seed as Tensor,
      step: given.step as Tensor,
      learningRates: rateNames.map((name) => given[name] as Tensor),
    });
    return [
      ...changedStates(weights, given, after.weights),
      ...changedStates(slots, given, after.slots),
      ...changedStates(metrics, given, after.metrics),
      ...keptStates(after.kept, nameOf),
    ];
  });
}

/** Judging batches like `batch`. */
export function captureTest(
  plan: StepPlan,
  { weights, metrics }: Pick<StepStates, 'weights' | 'metrics'>,
  batch: Batch,
): CapturedStep {
  const inputs = [...batchInputs(batch), seedInput];
  return captureOnStates('test', inputs, [...weights, ...metrics], (given, nameOf) => {
    const state = { weights: pick(weights, given), metrics: pick(metrics, given) };
    const next = testStep(plan, state, {
      ...batchOf(batch, given),
      randomness: randomnessOf(given),
    });
    return [...changedStates(metrics, given, next.metrics), ...keptStates(next.kept, nameOf)];
  });
}

/** Outputs for samples like `x`, each under the name that {@link outputColumn} gives it. */
export function capturePredict(
  model: AnyLayer,
  weights: readonly Weight[],
  named: readonly NamedState[],
  x: Inputs,
): CapturedStep {
  return captureOnStates('predict', [...batchInputs({ x }), seedInput], named, (given, nameOf) => {
    const values = new Map(weights.map((weight, i) => [weight, pick(named, given)[i] as Tensor]));
    const pass = new Pass({ values, randomness: randomnessOf(given) });
    const outputs = tensorsIn(model.forward(inputsOf(x, given), pass));
    return [
      ...outputs.map((tensor, i) => ({ role: 'result', name: outputColumn(i), tensor }) as const),
      ...keptStates(pass.updates, nameOf),
    ];
  });
}

/** Values of loss and metrics, by their names. */
export function captureReport(group: MetricGroup, states: readonly NamedState[]): CapturedStep {
  return captureOnStates('report', [], states, (given) =>
    group
      .resultsOf(pick(states, given))
      .map((tensor, i) => ({ role: 'result', name: group.names[i] ?? '', tensor })),
  );
}

/** Loss and metrics before the first batch. */
export function captureReset(group: MetricGroup, states: readonly NamedState[]): CapturedStep {
  return captureOnStates('reset', [], states, (given) =>
    changedStates(states, given, group.initialState()),
  );
}

/** What the optimizer does to the weights when training ends; mostly nothing. */
export function captureFinish(
  optimizer: Optimizer,
  weights: readonly Weight[],
  trainable: readonly NamedState[],
  slots: readonly NamedState[],
): CapturedStep {
  return captureOnStates('finish', [], [...trainable, ...slots], (given) => {
    const values = optimizer.finalValues(weights, pick(trainable, given), pick(slots, given));
    return changedStates(trainable, given, values);
  });
}

/** New values of what layers keep besides their weights. */
function keptStates(
  kept: ReadonlyMap<Weight, Tensor>,
  nameOf: (cell: StateCell) => string,
): CapturedOutput[] {
  return [...kept].map(([{ cell }, tensor]) => ({ role: 'state', name: nameOf(cell), tensor }));
}

const seedInput: InputDeclaration = { name: 'seed', role: 'parameter', shape: [], dtype: 'int32' };

/** Samples and weights are float32, targets float32 or int32. */
function batchInputs(batch: Batch): InputDeclaration[] {
  return Object.entries(columnsOf(batch)).map(([name, array]) => ({
    name,
    role: 'batch',
    shape: array.shape,
    dtype: isTargetColumn(name) && isWhole(array) ? 'int32' : 'float32',
  }));
}

/** The batch of which programs have the columns. */
function batchOf({ x, targets = [], sampleWeights = [] }: Batch, given: Given): StepBatch<Tensors> {
  return stepBatch(
    inputsOf(x, given),
    targets.map((_, i) => given[targetColumn(i)]),
    sampleWeights.map((_, i) => given[weightColumn(i)]),
  );
}

function inputsOf(x: Inputs, given: Given): Tensors {
  return asTensors(
    x,
    arraysIn(x).map((_, i) => given[inputColumn(i)] as Tensor),
  );
}

const randomnessOf = ({ seed }: Given) => ({ seed: seed as Tensor, step: scalar(0, 'int32') });
