/** How tfjs is asked for one operation of a program. */

import type { NamedAttrMap, NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { broadcastKernel, matrixProductKernel, selectKernel } from '../ir/primitives.ts';
import type { Operation } from '../ir/program.ts';

/** Results of an operation for its inputs, computed by the backend in use. */
export function runOperation(operation: Operation, inputs: readonly Tensor[]): Tensor[] {
  const made = (special[operation.kernel] ?? runKernel)(operation, inputs);
  return Array.isArray(made) ? made : [made];
}

type Run = (operation: Operation, inputs: readonly Tensor[]) => Tensor | Tensor[];

/** Primitives that tfjs has as functions only, or whose kernel takes less than the primitive does. */
const special: Readonly<Record<string, Run>> = {
  [broadcastKernel]: ({ outputs }, [x]) => tf.broadcastTo(x as Tensor, shapeOf(outputs[0])),
  // tfjs's kernel wants operands of one shape.
  [selectKernel]: (operation, inputs) => {
    const shape = shapeOf(operation.outputs[0]);
    return runKernel(
      operation,
      inputs.map((one) => tf.broadcastTo(one, shape)),
    );
  },
  // tfjs 4.22 mixes up the batches where some axes of theirs are broadcast and others are not.
  [matrixProductKernel]: (operation, inputs) => {
    const batch = shapeOf(operation.outputs[0]).slice(0, -2);
    const spread = inputs.map((one) => tf.broadcastTo(one, [...batch, ...one.shape.slice(-2)]));
    return runKernel(operation, spread);
  },
};

const runKernel: Run = (operation, inputs) => {
  const { kernel, inputNames } = operation;
  const isList = inputNames[0] === '0';
  const named = isList
    ? [...inputs]
    : Object.fromEntries(inputNames.map((name, i) => [name, inputs[i] as Tensor]));
  return tf
    .engine()
    .runKernel(
      kernel,
      named as unknown as NamedTensorMap,
      attributesFor(operation) as NamedAttrMap,
    );
};

/** tfjs's names and copies of lists: its kernels may write into them. */
function attributesFor({ kernel, attributes, outputs }: Operation): Record<string, unknown> {
  const copied: Record<string, unknown> = structuredClone(attributes);
  if (kernel === 'Max' && 'axis' in copied) copied.reductionIndices = copied.axis;
  if (kernel === 'OneHot') copied.dtype = outputs[0]?.dtype;
  return copied;
}

const shapeOf = (value: { readonly shape: readonly number[] } | undefined): number[] => [
  ...(value?.shape ?? []),
];
