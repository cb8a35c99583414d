import { type NdArray, scalar, type Tensor, type Tensors, tensor } from '@myelin/core';
import type { Batch } from '../data/batch-source.ts';
import { arraysIn, asTensors } from '../data/inputs.ts';
import type { StepBatch } from './step-contract.ts';

/** A batch on the backend: samples as float32, targets as float32 or int32. */
export function batchTensors({ x, targets = [], sampleWeights = [] }: Batch): StepBatch<Tensors> {
  return stepBatch(
    asTensors(
      x,
      arraysIn(x).map((array) => tensor(array, 'float32')),
    ),
    targets.map((target) => target && targetTensor(target)),
    sampleWeights.map((weights) => weights && tensor(weights, 'float32')),
  );
}

/** A batch as steps see it. */
export function stepBatch(
  x: Tensors,
  targets: readonly (Tensor | undefined)[],
  sampleWeights: readonly (Tensor | undefined)[],
): StepBatch<Tensors> {
  const [y = scalar(0)] = targets;
  return { x, y, targets, sampleWeights, sampleWeight: sampleWeights[0] };
}

function targetTensor(target: NdArray): Tensor {
  return tensor(target.dtype === 'bool' ? target.astype('float32') : target);
}
