/** What a loop task computes, element by element, in plain arithmetic. */

import { philoxWords, wordsToUnit } from '@myelin/core';
import type { LoopTask, Operation, Value } from '@myelin/program';

type Numbers = readonly number[];

/** All results, booleans as 0 and -1. `known` holds operands from outside; `aliases` name other values. */
export function referenceLoop(
  task: LoopTask,
  known: ReadonlyMap<Value, ArrayLike<number>>,
  aliases: ReadonlyMap<Value, Value> = new Map(),
): Map<Value, Numbers> {
  const values = new Map<Value, Numbers>();
  const get = (value: Value): Numbers => {
    const named = aliases.get(value);
    if (named) return get(named);
    const { origin } = value;
    if (origin.kind === 'constant' && origin.constant.kind === 'fill') {
      const fill = origin.constant.value;
      return Array(sizeOf(value.shape)).fill(value.dtype === 'bool' && fill !== 0 ? -1 : fill);
    }
    return values.get(value) ?? Array.from(known.get(value)!);
  };
  for (const operation of task.operations) {
    values.set(operation.outputs[0]!, elementwise(operation, operation.inputs.map(get)));
  }
  for (const reduction of task.reductions) {
    values.set(reduction.outputs[0]!, reduce(reduction, get(reduction.inputs[0]!)));
  }
  return values;
}

function elementwise(operation: Operation, inputs: readonly Numbers[]): Numbers {
  const { kernel, outputs, attributes } = operation;
  const { shape, dtype } = outputs[0]!;
  if (kernel === 'Philox') {
    const [seed, step] = inputs.map(([x]) => x! >>> 0);
    const position = { seed: seed!, step: step!, stream: Number(attributes.stream) };
    return [...wordsToUnit(philoxWords(sizeOf(shape), position))];
  }
  return Array.from({ length: sizeOf(shape) }, (_, i) => {
    const [a, b, c] = inputs.map((elements, which) => {
      return elements[broadcastIndex(i, shape, operation.inputs[which]!.shape)]!;
    });
    const result = scalar(operation, a!, b!, c!);
    return dtype === 'bool' ? (result ? -1 : 0) : dtype === 'int32' ? result | 0 : result;
  });
}

function scalar(
  { kernel, attributes, inputs }: Operation,
  a: number,
  b: number,
  c: number,
): number {
  const isInteger = inputs[0]!.dtype === 'int32';
  switch (kernel) {
    case 'Add':
      return a + b;
    case 'Sub':
      return a - b;
    case 'Multiply':
      return isInteger ? Math.imul(a, b) : a * b;
    case 'RealDiv':
      return a / b;
    case 'Maximum':
      return Math.max(a, b);
    case 'Minimum':
      return Math.min(a, b);
    case 'Relu':
      return Math.max(a, 0);
    case 'Sqrt':
      return Math.sqrt(a);
    case 'Abs':
      return Math.abs(a);
    case 'Neg':
      return -a;
    case 'Exp':
      return Math.exp(a);
    case 'Log':
      return Math.log(a);
    case 'Greater':
      return a > b ? 1 : 0;
    case 'Equal':
      return a === b ? 1 : 0;
    case 'LogicalNot':
      return a === 0 ? 1 : 0;
    case 'LogicalAnd':
      return a & b;
    case 'Select':
      return a ? b : c;
    case 'BroadcastTo':
      return a;
    case 'Cast':
      return inputs[0]!.dtype === 'bool' && attributes.dtype !== 'bool' ? Math.abs(a) : a;
    default:
      throw new Error(`the reference lacks ${kernel}`);
  }
}

function reduce({ kernel, inputs, outputs, attributes }: Operation, x: Numbers): Numbers {
  const { shape, dtype } = inputs[0]!;
  const reduced = new Set(attributes.axis as readonly number[]);
  const start: Record<string, number> = {
    Sum: 0,
    Prod: 1,
    Max: -Infinity,
    Min: Infinity,
    All: -1,
    Any: 0,
  };
  const kept = shape.map((size, axis) => (reduced.has(axis) ? 1 : size));
  const result = Array<number>(sizeOf(outputs[0]!.shape)).fill(start[kernel]!);
  for (const [i, value] of x.entries()) {
    const at = broadcastIndex(i, shape, kept);
    const before = result[at]!;
    if (kernel === 'Sum') result[at] = before + value;
    else if (kernel === 'Prod')
      result[at] = dtype === 'int32' ? Math.imul(before, value) : before * value;
    else if (kernel === 'Max') result[at] = Math.max(before, value);
    else if (kernel === 'Min') result[at] = Math.min(before, value);
    else result[at] = kernel === 'All' ? before & value : before | value;
  }
  return dtype === 'int32' ? result.map((v) => v | 0) : result;
}

/** Where element `i` of `shape` lies in an operand that is broadcast to it. */
function broadcastIndex(i: number, shape: readonly number[], operand: readonly number[]): number {
  let left = i;
  let index = 0;
  let stride = 1;
  for (let back = 1; back <= shape.length; back++) {
    const size = shape[shape.length - back]!;
    const own = operand[operand.length - back] ?? 1;
    if (own > 1) index += (left % size) * stride;
    stride *= own;
    left = Math.floor(left / size);
  }
  return index;
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
