/**
 * The meaning of programs: each operation run by the ordinary kernels of the backend in use.
 *
 * Slow and simple on purpose. Passes and compilers are right if their results are equal to these.
 */

import { ArgumentError, formatShape, type Tensor, tidy } from '@myelin/core';
import type { Tensor as TfTensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { elementsOf } from '../capture/constant-from.ts';
import type { Constant, Program, Value } from '../ir/program.ts';
import { isScan } from '../ir/scan-operation.ts';
import { interpretScan, type RunProgram } from './interpret-scan.ts';
import { runOperation } from './kernel-call.ts';

/**
 * Values of all outputs of a program, by name.
 *
 * @param inputs - A tensor for each input, by name.
 * @returns Tensors that the caller disposes, each its own.
 * @throws {@link ArgumentError} an input is missing, or has another shape or element type.
 */
export function interpret(
  program: Program,
  inputs: ReadonlyMap<string, Tensor> | Readonly<Record<string, Tensor>>,
): Map<string, Tensor> {
  const given = inputs instanceof Map ? inputs : new Map(Object.entries(inputs));
  const results = tidy(() => {
    const tensors = new Map<Value, TfTensor>();
    for (const value of program.inputs) tensors.set(value, inputTensor(program, value, given));
    return run(program, tensors).map((tensor) => tf.clone(tensor) as unknown as Tensor);
  });
  return new Map(program.outputs.map(({ name }, i) => [name, results[i] as Tensor]));
}

const run: RunProgram = (program, inputs) => {
  const tensors = new Map(inputs);
  const lookUp = (value: Value): TfTensor => {
    const found = tensors.get(value) ?? constantTensor(program, value);
    tensors.set(value, found);
    return found;
  };
  for (const operation of program.operations) {
    const operands = operation.inputs.map(lookUp);
    const made = isScan(operation)
      ? interpretScan(operation, operands, run)
      : runOperation(operation, operands);
    for (const [i, value] of operation.outputs.entries()) {
      tensors.set(value, requireType(`${program.name}: ${operation.kernel}`, value, made[i]));
    }
  }
  return program.outputs.map(({ value }) => lookUp(value));
};

function inputTensor(program: Program, value: Value, given: ReadonlyMap<string, Tensor>): TfTensor {
  const name = value.origin.kind === 'input' ? value.origin.input.name : '';
  const tensor = given.get(name) as unknown as TfTensor | undefined;
  return requireType(`${program.name}: input "${name}"`, value, tensor);
}

function constantTensor(program: Program, { shape, dtype, origin }: Value): TfTensor {
  if (origin.kind === 'constant') return tensorOf(origin.constant, [...shape], dtype);
  throw new ArgumentError({
    where: program.name,
    problem: `a ${dtype} ${formatShape(shape)} is used before it is made`,
    fix: 'put operations in an order in which everything is made before it is used',
  });
}

function tensorOf(constant: Constant, shape: number[], dtype: Value['dtype']): TfTensor {
  return tf.tensor(elementsOf(constant, tf.util.sizeFromShape(shape), dtype), shape, dtype);
}

function requireType(where: string, value: Value, tensor: TfTensor | undefined): TfTensor {
  const wanted = `${value.dtype} ${formatShape(value.shape)}`;
  const received = tensor ? `${tensor.dtype} ${formatShape(tensor.shape)}` : 'none';
  if (tensor && wanted === received) return tensor;
  throw new ArgumentError({
    where,
    problem: `a tensor ${wanted} is wanted, received ${received}`,
    fix: 'pass tensors of the types that the program states',
  });
}
