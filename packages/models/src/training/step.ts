/**
 * The train step and the test step: pure functions from state and batch to state and loss.
 *
 * They read no values, and everything that changes between steps (batch, seed, step number, learning rates) is a
 * tensor among the inputs, so that a step can be captured once and run as a compiled program.
 */

import type { AnyLayer, Optimizer, PassRandomness, Tensor, Tensors, Weight } from '@myelin/core';
import type { Scoring } from '../compile/scoring.ts';
import { RunningStep } from './running-step.ts';
import type { StepBatch } from './step-contract.ts';

/** What stays the same from step to step. */
export interface StepPlan extends Scoring {
  readonly model: AnyLayer;
  /** All weights; the state holds their values in this order. */
  readonly weights: readonly Weight[];
  /** The weights that are learnt: the optimizer's slots are theirs, and penalties are on them. */
  readonly trainable: readonly Weight[];
  /** Layers that were frozen when training began. */
  readonly frozen: ReadonlySet<AnyLayer>;
}

export interface TrainPlan extends StepPlan {
  readonly optimizer: Optimizer;
}

export interface TestState {
  readonly weights: readonly Tensor[];
  readonly metrics: readonly Tensor[];
}

export interface TrainState extends TestState {
  readonly slots: readonly Tensor[];
}

/** What a step leaves: the state after it, and what layers keep besides their weights, such as states of recurrent ones. */
export interface StepResult extends TrainState {
  readonly kept: ReadonlyMap<Weight, Tensor>;
}

export interface TrainInputs extends StepBatch<Tensors> {
  /** Scalar int32. */
  readonly seed: Tensor;
  /** Scalar int32: steps taken before this one. */
  readonly step: Tensor;
  /** Scalars float32, one for each of the optimizer's. */
  readonly learningRates: readonly Tensor[];
}

export interface TestInputs extends StepBatch<Tensors> {
  /** For layers that are random outside of training too. @defaultValue drawn anew */
  readonly randomness?: PassRandomness;
}

/** One step of training. The result holds tensors that the caller keeps or disposes. */
export function trainStep(plan: TrainPlan, state: TrainState, inputs: TrainInputs): StepResult {
  const { seed, step, learningRates, ...batch } = inputs;
  const { optimizer } = plan;
  const running = new RunningStep(plan, state, {
    batch,
    training: true,
    update: { optimizer, learningRates, step, slots: state.slots },
    randomness: { seed, step },
  });
  return running.finishing(() => plan.hooks.trainStep(running, batch));
}

/** Judges one batch and changes nothing but the metrics, and what layers keep. */
export function testStep(
  plan: StepPlan,
  state: TestState,
  inputs: TestInputs,
): Pick<StepResult, 'metrics' | 'kept'> {
  const { randomness, ...batch } = inputs;
  const running = new RunningStep(plan, state, { batch, training: false, randomness });
  return running.finishing(() => plan.hooks.testStep(running, batch));
}
