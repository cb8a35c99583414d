/**
 * The train step and the test step: pure functions from state and batch to state and loss.
 *
 * They read no values, and everything that changes between steps (batch, seed, step number, learning rate) is a
 * tensor among the inputs, so that a step can be captured once and run as a compiled program.
 */

import {
  add,
  cast,
  dispose,
  keep,
  type Layer,
  type Loss,
  mul,
  type Optimizer,
  Pass,
  type PassRandomness,
  StateError,
  type Tensor,
  valueAndGradients,
  type Weight,
} from '@myelin/core';
import type { MetricGroup } from '../compile/metric-group.ts';

/** What stays the same from step to step. */
export interface StepPlan {
  readonly model: Layer;
  readonly loss: Loss;
  readonly metrics: MetricGroup;
  /** All weights; the state holds their values in this order. */
  readonly weights: readonly Weight[];
  /** The weights that are learnt: the optimizer's slots are theirs, and penalties are on them. */
  readonly trainable: readonly Weight[];
  /** Layers that were frozen when training began. */
  readonly frozen: ReadonlySet<Layer>;
}

export interface TrainPlan extends StepPlan {
  readonly optimizer: Optimizer;
}

export interface BatchTensors {
  readonly x: Tensor;
  readonly y: Tensor;
  readonly sampleWeight: Tensor | undefined;
}

export interface TestState {
  readonly weights: readonly Tensor[];
  readonly metrics: readonly Tensor[];
}

export interface TrainState extends TestState {
  readonly slots: readonly Tensor[];
}

export interface TrainInputs extends BatchTensors {
  /** Scalar int32. */
  readonly seed: Tensor;
  /** Scalar int32: steps taken before this one. */
  readonly step: Tensor;
  /** Scalar float32. */
  readonly learningRate: Tensor;
}

/** One step of gradient descent. The result holds tensors that the caller keeps or disposes. */
export function trainStep(plan: TrainPlan, state: TrainState, inputs: TrainInputs): TrainState {
  const kept: Tensor[] = [];
  try {
    return stepKeeping(kept, plan, state, inputs);
  } catch (error) {
    dispose(...kept);
    throw error;
  }
}

function stepKeeping(
  kept: Tensor[],
  plan: TrainPlan,
  state: TrainState,
  inputs: TrainInputs,
): TrainState {
  const { optimizer, trainable, weights } = plan;
  const values = new Map(weights.map((weight, i) => [weight, state.weights[i] as Tensor]));
  const learnt = trainable.map((weight) => values.get(weight) as Tensor);
  const { seed, step } = inputs;
  const { frozen } = plan;
  const pass = new Pass({ training: true, values, randomness: { seed, step }, frozen });

  let metrics: readonly Tensor[] = [];
  const { gradients } = valueAndGradients(() => {
    const { loss, nextMetrics } = score(plan, pass, state.metrics, inputs);
    // Differentiation tidies up after itself: what must outlive it is kept, and listed in case the step fails.
    metrics = nextMetrics.map(keep);
    kept.push(...metrics);
    for (const value of pass.updates.values()) kept.push(keep(value));
    const { lossScale } = optimizer;
    return lossScale === 1 ? loss : mul(loss, lossScale);
  }, learnt);
  requireGradient(gradients);

  const updated = optimizer.apply({
    values: learnt,
    gradients,
    slots: state.slots,
    learningRate: inputs.learningRate,
    step: add(cast(step, 'float32'), 1),
  });
  const next = new Map(values);
  for (const [i, weight] of trainable.entries()) {
    const value = updated.values[i] as Tensor;
    next.set(weight, weight.constraint ? weight.constraint.project(value) : value);
  }
  for (const [weight, value] of pass.updates) next.set(weight, value);
  return {
    weights: weights.map((weight) => next.get(weight) as Tensor),
    slots: updated.slots,
    metrics,
  };
}

/** @throws {@link StateError} there are weights to learn, and the loss depends on none of them. */
function requireGradient(gradients: readonly (Tensor | undefined)[]): void {
  if (gradients.length === 0 || gradients.some((gradient) => gradient !== undefined)) return;
  throw new StateError({
    where: 'fit',
    problem: 'the loss does not depend on any trainable weight, so nothing can be learnt',
    fix: 'use a loss that is differentiable: comparisons, rounding and argMax have no gradient',
  });
}

export interface TestInputs extends BatchTensors {
  /** For layers that are random outside of training too. @defaultValue drawn anew */
  readonly randomness?: PassRandomness;
}

/** Judges one batch and changes nothing but the metrics. */
export function testStep(plan: StepPlan, state: TestState, inputs: TestInputs): readonly Tensor[] {
  const values = new Map(plan.weights.map((weight, i) => [weight, state.weights[i] as Tensor]));
  const { randomness } = inputs;
  const pass = new Pass({ values, ...(randomness && { randomness }) });
  return score(plan, pass, state.metrics, inputs).nextMetrics;
}

/** Forward pass, loss with all penalties, metrics. */
function score(
  { model, loss, metrics, trainable }: StepPlan,
  pass: Pass,
  metricState: readonly Tensor[],
  { x, y, sampleWeight }: BatchTensors,
): { readonly loss: Tensor; readonly nextMetrics: readonly Tensor[] } {
  const yPred = model.forward(x, pass);
  const mask = pass.maskOf(yPred);
  let total = loss.apply(y, yPred, {
    ...(sampleWeight && { sampleWeight }),
    ...(mask && { mask }),
  });
  for (const weight of trainable) {
    if (weight.regularizer) total = add(total, weight.regularizer.penalty(pass.read(weight)));
  }
  for (const penalty of pass.losses) total = add(total, penalty);
  const size = x.shape[0] ?? 1;
  const scored = { yTrue: y, yPred, sampleWeight, mask, loss: total, size };
  return { loss: total, nextMetrics: metrics.nextState(metricState, scored) };
}
