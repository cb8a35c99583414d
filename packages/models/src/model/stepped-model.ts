import {
  type AnyLayer,
  describe,
  isShape,
  type LayerOptions,
  type Shape,
  StateError,
  type Structure,
  shapesIn,
  type Tensor,
  type Tensors,
  tensorsIn,
} from '@myelin/core';
import { layersOf } from '../programs/layers-of.ts';
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
  In extends Tensors = Tensor,
  Out extends Tensors = Tensor,
> extends LayeredModel<Options, In, Out> {
  /**
   * Names of the outputs, in order: by them losses, metrics and targets are told apart. A subclass with several outputs
   * states them; those of a record are its keys in the order of the alphabet.
   *
   * @example
   * override get outputNames() {
   *   return ['price', 'sold'];
   * }
   */
  get outputNames(): readonly string[] {
    return [this.layers.at(-1)?.name ?? this.name];
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
  protected trainStep(step: TrainStep<In>, batch: StepBatch<In>): void {
    step.minimize(() => {
      const yPred = step.forward(batch.x);
      const loss = this.computeLoss(step, batch, yPred);
      step.record(batch, yPred);
      return loss;
    });
  }

  /** Judges one batch, in `evaluate` and validation. As {@link trainStep}, but nothing is updated. */
  protected testStep(step: Step<In>, batch: StepBatch<In>): void {
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
  protected computeLoss(step: Step<In>, batch: StepBatch<In>, yPred: Outputs): Tensor {
    return step.lossOf(batch, yPred);
  }

  /** The part of this model that steps run: all of it, or what is left where some of it runs while data is read. */
  protected get stepped(): AnyLayer {
    return this.asAny;
  }

  /** What training may ask of this model. */
  protected get hooks(): ModelHooks {
    const usual = SteppedModel.prototype;
    const logs = layersOf(this.asAny).some(({ metricNames }) => metricNames.length > 0);
    const hasOwnLoss = logs || this.computeLoss !== usual.computeLoss;
    const custom: Readonly<Record<StepKind, boolean>> = {
      train: hasOwnLoss || this.trainStep !== usual.trainStep,
      test: hasOwnLoss || this.testStep !== usual.testStep,
    };
    return {
      outputNames: this.outputNames,
      outputShapes: (input) => {
        const shapes = this.stepped.outputShape(input);
        requireNamed(this.className, this.outputNames, shapes);
        return shapesIn(shapes);
      },
      forward: (x, pass) => tensorsIn(this.stepped.forward(x, pass)) as unknown as Outputs,
      computeLoss: (step, batch, yPred) =>
        this.computeLoss(step as Step<In>, batch as StepBatch<In>, yPred),
      trainStep: (step, batch) => this.trainStep(step as TrainStep<In>, batch as StepBatch<In>),
      testStep: (step, batch) => this.testStep(step as Step<In>, batch as StepBatch<In>),
      isCustom: (kind) => custom[kind],
    };
  }
}

/** @throws {@link StateError} a model gives a record, or several outputs, and names them otherwise. */
function requireNamed(
  className: string,
  names: readonly string[],
  outputs: Structure<Shape>,
): void {
  const isRecord = !Array.isArray(outputs) && Object.values(outputs).every(isShape);
  const made = isRecord ? Object.keys(outputs).sort() : shapesIn(outputs).map(() => undefined);
  const agrees = made.length === names.length && made.every((key, i) => !key || key === names[i]);
  if (agrees) return;
  const wanted = made.map((key, i) => `'${key ?? `output_${i}`}'`).join(', ');
  throw new StateError({
    where: className,
    problem: `\`outputNames\` must name the outputs ${isRecord ? wanted : `(there are ${made.length})`}, received ${describe(names)}`,
    fix: `write in the class: override get outputNames() { return [${wanted}]; }`,
  });
}
