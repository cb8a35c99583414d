import type { LayerOptions, Pass, Shape, Tensor } from '@myelin/core';
import type { ModelHooks } from '../training/model-hooks.ts';
import type { StepKind } from '../training/runner.ts';
import type { Outputs, Step, StepBatch, TrainStep } from '../training/step-contract.ts';
import { LayeredModel } from './layered-model.ts';

/**
 * A model that says what one step of training and of judging is. Override a step to change it; it is compiled as the usual
 * one is, as long as it only computes with tensors and reads no values.
 */
export abstract class SteppedModel<
  Options extends LayerOptions = LayerOptions,
> extends LayeredModel<Options> {
  /** Names of the outputs, in order: by them losses, metrics and targets are told apart. */
  get outputNames(): readonly string[] {
    return [this.layers.at(-1)?.name ?? this.name];
  }

  /** Shape of each output for a shape of the input, batch axis first. For models with several outputs. */
  protected outputShapes(input: Shape): readonly Shape[] {
    return [this.outputShape(input)];
  }

  /** All outputs in a pass. For models with several outputs. */
  protected forwardAll(x: Tensor, pass: Pass): Outputs {
    return [this.forward(x, pass)];
  }

  /**
   * One step of training on one batch: one update by the optimizer of the model, so that several optimizers, as GANs have
   * them, are not possible here. It runs once when it is captured, then as a program: it must not read values, nor change
   * anything but through `step`.
   *
   * @example
   * // Smaller slopes: a penalty on the derivative of the outputs by the inputs.
   * protected override trainStep(step: TrainStep, batch: StepBatch): void {
   *   step.minimize(() => {
   *     const yPred = step.forward(batch.x);
   *     step.record(batch, yPred);
   *     const { gradients } = valueAndGradients(() => sum(step.forward(batch.x)[0]), [batch.x]);
   *     const penalty = mean(square(gradients[0]!));
   *     step.log('penalty', penalty);
   *     return add(step.lossOf(batch, yPred), penalty);
   *   });
   * }
   */
  protected trainStep(step: TrainStep, batch: StepBatch): void {
    step.minimize(() => {
      const yPred = step.forward(batch.x);
      const loss = this.computeLoss(step, batch, yPred);
      step.record(batch, yPred);
      return loss;
    });
  }

  /** Judges one batch, in `evaluate` and validation. As {@link trainStep}, but nothing is updated. */
  protected testStep(step: Step, batch: StepBatch): void {
    const yPred = step.forward(batch.x);
    step.log('loss', this.computeLoss(step, batch, yPred));
    step.record(batch, yPred);
  }

  /**
   * The loss of one batch, a scalar: by default the one that the model was compiled with, all penalties included.
   *
   * @example
   * protected override computeLoss(step: Step, batch: StepBatch, yPred: Outputs): Tensor {
   *   const [first] = yPred;
   *   return add(mean(square(sub(batch.y, first))), step.penalties());
   * }
   */
  protected computeLoss(step: Step, batch: StepBatch, yPred: Outputs): Tensor {
    return step.lossOf(batch, yPred);
  }

  /** What training may ask of this model. */
  protected get hooks(): ModelHooks {
    const usual = SteppedModel.prototype;
    const hasOwnLoss = this.computeLoss !== usual.computeLoss;
    const custom: Readonly<Record<StepKind, boolean>> = {
      train: hasOwnLoss || this.trainStep !== usual.trainStep,
      test: hasOwnLoss || this.testStep !== usual.testStep,
    };
    return {
      outputNames: this.outputNames,
      outputShapes: (input) => this.outputShapes(input),
      forward: (x, pass) => this.forwardAll(x, pass),
      computeLoss: (step, batch, yPred) => this.computeLoss(step, batch, yPred),
      trainStep: (step, batch) => this.trainStep(step, batch),
      testStep: (step, batch) => this.testStep(step, batch),
      isCustom: (kind) => custom[kind],
    };
  }
}
