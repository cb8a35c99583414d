import type { Pass, Shape, Structure, Tensor, Tensors } from '@myelin/core';
import type { StepKind } from './runner.ts';
import type { Outputs, Step, StepBatch, TrainStep } from './step-contract.ts';

/** What a model itself decides of how it is trained and judged. */
export interface ModelHooks {
  readonly outputNames: readonly string[];
  /** Shape of each output, batch axis first. */
  outputShapes(input: Structure<Shape>): readonly Shape[];
  forward(x: Tensors, pass: Pass): Outputs;
  computeLoss(step: Step<Tensors>, batch: StepBatch<Tensors>, yPred: Outputs): Tensor;
  trainStep(step: TrainStep<Tensors>, batch: StepBatch<Tensors>): void;
  testStep(step: Step<Tensors>, batch: StepBatch<Tensors>): void;
  /** Whether a step is one of the model's own, which may log what it likes. */
  isCustom(kind: StepKind): boolean;
}
