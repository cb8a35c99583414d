/** What a step of a model's own has at hand: `Model.trainStep` and `Model.testStep`. */

import type { Tensor, Tensors, Weight } from '@myelin/core';

/** The outputs of a model: at least one. */
export type Outputs = readonly [Tensor, ...Tensor[]];

/** One batch on the backend. */
export interface StepBatch<In extends Tensors = Tensor> {
  readonly x: In;
  /** Targets of the first output; a scalar 0 if there are none. */
  readonly y: Tensor;
  /** Sample weights of the first output. */
  readonly sampleWeight: Tensor | undefined;
  /** Targets of each output. */
  readonly targets: readonly (Tensor | undefined)[];
  /** Sample weights of each output. */
  readonly sampleWeights: readonly (Tensor | undefined)[];
}

/** What judging one batch needs. Nothing of it reads values of tensors, so that the step can be compiled. */
export interface Step<In extends Tensors = Tensor> {
  /** Whether layers behave as in training. */
  readonly training: boolean;
  /** The weights that are learnt. */
  readonly trainable: readonly Weight[];
  /** The outputs for samples. They are there until the step ends. */
  forward(x: In): Outputs;
  /** The value of a weight at this moment of the step. */
  read(weight: Weight): Tensor;
  /**
   * The loss that the model was compiled with, all penalties included. With several losses each is logged.
   *
   * @returns A scalar.
   * @throws {@link StateError} the model was compiled without a loss.
   */
  lossOf(batch: StepBatch<In>, yPred: Tensor | Outputs): Tensor;
  /** Regularizers of the weights, and what the layers of the last {@link forward} add to the loss. A scalar. */
  penalties(): Tensor;
  /** Takes the batch into the metrics that the model was compiled with. */
  record(batch: StepBatch<In>, yPred: Tensor | Outputs): void;
  /**
   * Logs a value: the mean over all batches, each counted by its number of samples. Every step must log the same names.
   *
   * @param value - A scalar.
   */
  log(name: string, value: Tensor): void;
}

/** What training on one batch needs. */
export interface TrainStep<In extends Tensors = Tensor> extends Step<In> {
  /**
   * One update of the weights that makes a loss smaller; the loss is logged as `loss`, unless the step logs one itself.
   *
   * @param loss - Computes a scalar. Of the tensors that it makes, only outputs of {@link forward} and the loss are still
   * there afterwards.
   * @returns The loss.
   * @throws {@link StateError} the loss depends on no weight, or weights were updated in this step already.
   */
  minimize(loss: () => Tensor): Tensor;
  /**
   * The derivatives of a loss by the {@link trainable} weights, in their order; undefined where it does not depend on one.
   * With `lossScaleFactor` they are scaled, as {@link applyGradients} takes them.
   */
  gradientsOf(loss: () => Tensor): StepGradients;
  /**
   * One update of the weights, constraints included.
   *
   * @throws {@link StateError} weights were updated in this step already.
   */
  applyGradients(gradients: readonly (Tensor | undefined)[]): void;
}

export interface StepGradients {
  readonly loss: Tensor;
  readonly gradients: readonly (Tensor | undefined)[];
}
