/** One step while it runs: the values that it has changed so far. */

import {
  add,
  cast,
  dispose,
  formatShape,
  keep,
  mul,
  type Optimizer,
  Pass,
  type PassOptions,
  type PassRandomness,
  RandomCounts,
  requireName,
  ShapeError,
  scalar,
  type Tensor,
  type Tensors,
  tensorsIn,
  valueAndGradients,
  type Weight,
} from '@myelin/core';
import { lossName } from '../compile/metric-group.ts';
import { noLoss } from '../compile/scoring.ts';
import type { StepPlan, StepResult, TestState } from './step.ts';
import type { Outputs, StepBatch, StepGradients, TrainStep } from './step-contract.ts';
import {
  noLossLoggedError,
  requireGradients,
  requireLossFunction,
  requireSynchronous,
  requireTensor,
  twiceError,
  unknownNameError,
  unreducedError,
} from './step-errors.ts';

/** How weights are updated. */
interface Update {
  readonly optimizer: Optimizer;
  readonly learningRates: readonly Tensor[];
  /** Scalar int32: steps taken before this one. */
  readonly step: Tensor;
  readonly slots: readonly Tensor[];
}

export interface RunningStepInputs {
  readonly batch: StepBatch<Tensors>;
  readonly training: boolean;
  /** Undefined where nothing is updated. */
  readonly update?: Update;
  readonly randomness?: PassRandomness | undefined;
  readonly onResult?: PassOptions['onResult'];
  readonly probe?: PassOptions['probe'];
  /** Gathers the names that are logged; without it, only known names may be. */
  readonly discovered?: Set<string>;
}

export class RunningStep implements TrainStep<Tensors> {
  readonly #plan: StepPlan;
  readonly #inputs: RunningStepInputs;
  readonly #size: number;
  readonly #values: Map<Weight, Tensor>;
  readonly #metrics: Tensor[];
  #slots: readonly Tensor[];
  /** What belongs to others. */
  readonly #given: ReadonlySet<Tensor | undefined>;
  /** What outlives the scope that it was made in. */
  readonly #held = new Set<Tensor>();
  readonly #passes: Pass[] = [];
  readonly #counts = new RandomCounts();
  #hasUpdated = false;
  #hasLoggedLoss = false;

  constructor(plan: StepPlan, state: TestState, inputs: RunningStepInputs) {
    const { batch, update } = inputs;
    this.#plan = plan;
    this.#inputs = inputs;
    this.#size = tensorsIn(batch.x)[0]?.shape[0] ?? 1;
    this.#values = new Map(plan.weights.map((weight, i) => [weight, state.weights[i] as Tensor]));
    this.#metrics = [...state.metrics];
    this.#slots = update?.slots ?? [];
    this.#given = new Set([
      ...tensorsIn(batch.x),
      batch.y,
      ...batch.targets,
      ...batch.sampleWeights,
      ...state.weights,
      ...state.metrics,
      ...this.#slots,
    ]);
  }

  /** Runs the step, and gives back what it held besides its results. */
  finishing(run: () => unknown): StepResult {
    let results: ReadonlySet<Tensor> = new Set();
    try {
      requireSynchronous(this.training, run());
      // A step that is only looked at is run once more.
      if (!this.#hasLoggedLoss && !this.#inputs.discovered) throw noLossLoggedError(this.training);
      const { weights } = this.#plan;
      const state = {
        weights: weights.map((weight) => this.read(weight)),
        slots: this.#slots,
        metrics: this.#metrics,
        kept: this.#kept,
      };
      results = new Set([
        ...state.kept.values(),
        ...(this.training ? state.weights : []),
        ...state.slots,
        ...state.metrics,
      ]);
      return state;
    } finally {
      dispose(...[...this.#held].filter((tensor) => !results.has(tensor)));
    }
  }

  /** Changed values of what are no weights of the model. */
  get #kept(): ReadonlyMap<Weight, Tensor> {
    const own = new Set(this.#plan.weights);
    return new Map([...this.#values].filter(([weight]) => !own.has(weight)));
  }

  get training(): boolean {
    return this.#inputs.training;
  }

  get trainable(): readonly Weight[] {
    return this.#plan.trainable;
  }

  forward(x: Tensors): Outputs {
    for (const one of tensorsIn(x)) requireTensor('forward', 'the samples', one);
    const { hooks, frozen } = this.#plan;
    const { randomness, onResult, probe } = this.#inputs;
    const pass = new Pass({
      training: this.training,
      values: this.#values,
      frozen,
      counts: this.#counts,
      ...(randomness && { randomness }),
      ...(onResult && { onResult }),
      ...(probe && { probe }),
    });
    const outputs = hooks.forward(x, pass);
    this.#passes.push(pass);
    for (const output of outputs) {
      this.#hold(output);
      const mask = pass.maskOf(output);
      if (mask) this.#hold(mask);
    }
    for (const loss of pass.losses) this.#hold(loss);
    for (const [name, value] of pass.metrics) this.log(name, value);
    for (const [weight, value] of pass.updates) this.#values.set(weight, this.#hold(value));
    return outputs;
  }

  read(weight: Weight): Tensor {
    return this.#values.get(weight) ?? weight.value;
  }

  lossOf({ targets, sampleWeights }: StepBatch<Tensors>, yPred: Tensor | Outputs): Tensor {
    const outputs = listOf(yPred);
    const { losses } = this.#plan;
    let total: Tensor | undefined;
    for (const { output, name, loss, weight } of losses) {
      const prediction = outputs[output] as Tensor;
      const sampleWeight = sampleWeights[output];
      const mask = this.#maskOf(prediction);
      const value = loss.apply(targets[output] as Tensor, prediction, {
        ...(sampleWeight && { sampleWeight }),
        ...(mask && { mask }),
      });
      if (value.rank !== 0) throw unreducedError(name, value);
      if (losses.length > 1) this.log(lossName(name), value);
      const weighted = weight === null ? value : mul(value, weight);
      total = total ? add(total, weighted) : weighted;
    }
    if (!total) throw noLoss();
    return this.#listPenalties().reduce((sum, penalty) => add(sum, penalty), total);
  }

  penalties(): Tensor {
    const [first = scalar(0), ...others] = this.#listPenalties();
    return others.reduce((sum, penalty) => add(sum, penalty), first);
  }

  record({ targets, sampleWeights }: StepBatch<Tensors>, yPred: Tensor | Outputs): void {
    const outputs = listOf(yPred);
    const batches = targets.map((yTrue, i) => {
      const prediction = outputs[i];
      if (!yTrue || !prediction) return undefined;
      const mask = this.#maskOf(prediction);
      return { yTrue, yPred: prediction, sampleWeight: sampleWeights[i], mask };
    });
    this.#advance((state) => this.#plan.metrics.addBatch(state, batches));
  }

  log(name: string, value: Tensor): void {
    const { metrics } = this.#plan;
    requireName('log', 'name', name);
    requireTensor(`log("${name}")`, 'the value', value);
    if (value.rank !== 0) {
      throw new ShapeError({
        where: `log("${name}")`,
        problem: `the value must be a scalar, received shape ${formatShape(value.shape)}`,
        fix: 'take its mean or sum first',
      });
    }
    if (name === 'loss') this.#hasLoggedLoss = true;
    if (metrics.hasMean(name)) {
      this.#advance((state) => metrics.addMean(state, name, value, this.#size));
    } else if (this.#inputs.discovered) this.#inputs.discovered.add(name);
    else throw unknownNameError(name);
  }

  minimize(loss: () => Tensor): Tensor {
    const found = this.gradientsOf(loss);
    if (!this.#hasLoggedLoss) this.log('loss', found.loss);
    this.applyGradients(found.gradients);
    return found.loss;
  }

  gradientsOf(loss: () => Tensor): StepGradients {
    requireLossFunction(loss);
    const { update } = this.#inputs;
    let value: Tensor | undefined;
    const { gradients } = valueAndGradients(() => {
      // Differentiation tidies up after itself: what must outlive it is held.
      value = this.#hold(requireTensor('minimize', 'the loss', loss()));
      return update ? update.optimizer.scaleLoss(value, update.slots) : value;
    }, this.#learnt);
    return { loss: value as Tensor, gradients };
  }

  applyGradients(gradients: readonly (Tensor | undefined)[]): void {
    if (this.#hasUpdated) throw twiceError();
    const { trainable } = this.#plan;
    requireGradients(gradients, this.#learnt);
    this.#hasUpdated = true;
    const { update } = this.#inputs;
    if (!update) return;
    const { optimizer, learningRates, step, slots } = update;
    const updated = optimizer.apply({
      weights: trainable,
      values: this.#learnt,
      gradients,
      slots,
      learningRates,
      step: add(cast(step, 'float32'), 1),
    });
    for (const [i, weight] of trainable.entries()) {
      const value = updated.values[i] as Tensor;
      // A weight that the loss does not depend on stays as it is, as in Keras.
      const isBound = weight.constraint && gradients[i] !== undefined;
      const allowed = isBound ? weight.constraint.project(value) : value;
      this.#values.set(weight, this.#hold(allowed));
    }
    this.#slots = updated.slots.map((slot) => this.#hold(slot));
  }

  /** Present values of the weights that are learnt. */
  get #learnt(): readonly Tensor[] {
    return this.#plan.trainable.map((weight) => this.read(weight));
  }

  /** Regularizers in the order of the weights, then what the layers of the last pass added. */
  #listPenalties(): Tensor[] {
    const ofWeights = this.#plan.trainable.flatMap((weight) =>
      weight.regularizer ? [weight.regularizer.penalty(this.read(weight))] : [],
    );
    return [...ofWeights, ...(this.#passes.at(-1)?.losses ?? [])];
  }

  #maskOf(output: Tensor): Tensor | undefined {
    for (const pass of this.#passes) {
      const mask = pass.maskOf(output);
      if (mask) return mask;
    }
    return undefined;
  }

  #advance(change: (metrics: Tensor[]) => void): void {
    const before = [...this.#metrics];
    change(this.#metrics);
    for (const [i, value] of this.#metrics.entries()) if (value !== before[i]) this.#hold(value);
  }

  #hold(tensor: Tensor): Tensor {
    if (this.#given.has(tensor)) return tensor;
    this.#held.add(tensor);
    return keep(tensor);
  }
}

function listOf(yPred: Tensor | Outputs): readonly Tensor[] {
  return Array.isArray(yPred) ? yPred : [yPred as Tensor];
}
