import { shapeSize } from '@myelin/core';
import type { Operation, SingleTask, Value } from '@myelin/program';
import { shareOf } from '../tasks/share.ts';
import type { TaskContext, TaskEmitter } from '../tasks/task-context.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';

/** How one kernel is compiled. */
export interface SingleKernel {
  /** Why it cannot be; undefined if it can. */
  refusal?(operation: Operation): string | undefined;
  /** How many units of work threads can share. */
  units(operation: Operation): number;
  /** Element visits; those of all inputs and outputs where not given. */
  work?(operation: Operation): number;
  /** Writes the code for the units from `begin` to `end`. */
  emit(call: SingleCall): void;
}

export interface SingleCall {
  readonly f: FunctionBuilder;
  readonly operation: Operation;
  readonly context: TaskContext;
  readonly begin: number;
  readonly end: number;
}

/** An emitter for tasks of this kernel. */
export function singleEmitter(kernel: SingleKernel): TaskEmitter<SingleTask> {
  return {
    refusal: ({ operation }) => {
      const [output] = operation.outputs;
      if (!output || shapeSize(output.shape) === 0) return 'it has no elements';
      return kernel.refusal?.(operation);
    },
    work: ({ operation }) => kernel.work?.(operation) ?? elementsOf(operation),
    maximumParts: ({ operation }) => Math.max(1, kernel.units(operation)),
    emit: (f, { operation }, context) => {
      const { begin, end } = shareOf(kernel.units(operation), context.part);
      if (begin < end) kernel.emit({ f, operation, context, begin, end });
    },
  };
}

function elementsOf({ inputs, outputs }: Operation): number {
  return [...inputs, ...outputs].reduce((sum, { shape }) => sum + shapeSize(shape), 0);
}

/** Input by its number. */
export function inputOf({ kernel, inputs }: Operation, index = 0): Value {
  const input = inputs[index];
  if (!input) throw new RangeError(`${kernel} has no input ${index}`);
  return input;
}

/** Output by its number. */
export function outputOf({ kernel, outputs }: Operation, index = 0): Value {
  const output = outputs[index];
  if (!output) throw new RangeError(`${kernel} has no output ${index}`);
  return output;
}

/** Input by its name. */
export function namedInput(operation: Operation, name: string): Value {
  return inputOf(operation, operation.inputNames.indexOf(name));
}

/** Attribute that is a list of numbers. */
export function numbers({ kernel, attributes }: Operation, name: string): readonly number[] {
  const value = attributes[name];
  if (!Array.isArray(value)) throw new RangeError(`${kernel} has no list ${name}`);
  return value as readonly number[];
}

/** Pairs of numbers of each axis, such as paddings. */
export function pairs({ attributes }: Operation, name: string): readonly (readonly number[])[] {
  return attributes[name] as readonly (readonly number[])[];
}
