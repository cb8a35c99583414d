/** Random element-wise work on the result of a contraction, and what it comes to in double precision. */

import type { RandomSource } from '@myelin/core';
import type { DataType, Operation, Value } from '@myelin/program';

export interface Epilogue {
  readonly operations: readonly Operation[];
  /** Values from outside. Booleans are 0 and -1. */
  readonly inputs: ReadonlyMap<Value, readonly number[]>;
}

export const tensorOf = (
  shape: readonly number[],
  dtype: DataType = 'float32',
  origin: Value['origin'] = { kind: 'result' },
): Value => ({ shape, dtype, origin });

export const sizeOf = ({ shape }: Value): number => shape.reduce((a, b) => a * b, 1);

export function operationOf(
  kernel: string,
  inputs: readonly Value[],
  output: Value,
  attributes: Operation['attributes'] = {},
): Operation {
  const inputNames = inputs.map((_, i) => `${i}`);
  return { kernel, inputs, inputNames, attributes, outputs: [output], scope: '' };
}

/** Up to `most` operations. All are continuous in the result, so that small errors stay small. */
export function randomEpilogue(random: RandomSource, result: Value, most: number): Epilogue {
  const operations: Operation[] = [];
  const inputs = new Map<Value, readonly number[]>();
  const made = [result];
  const { shape } = result;
  const numbers = (value: Value): Value => {
    inputs.set(
      value,
      Array.from({ length: sizeOf(value) }, () =>
        value.dtype === 'bool' ? -random.integer(2) : random.uniform(-1, 1),
      ),
    );
    return value;
  };
  const outside = (dtype: DataType = 'float32'): Value => {
    if (random.integer(5) === 0 && dtype === 'float32') {
      const constant = { kind: 'fill', value: random.integer(3) / 2 } as const;
      return tensorOf([], 'float32', { kind: 'constant', constant });
    }
    const own = shape.map((size) => (random.integer(2) === 0 ? 1 : size));
    const choices = [shape, own, shape.slice(-1), [], [...shape.slice(0, -1), 1]];
    return numbers(tensorOf(choices[random.integer(choices.length)] ?? [], dtype));
  };
  const some = (): Value => made[random.integer(made.length)] ?? result;
  const count = random.integer(most + 1);
  for (let i = 0; i < count; i++) {
    const output = tensorOf(shape);
    const kind = random.integer(4);
    if (kind === 0) {
      const kernel = ['Relu', 'Neg', 'Abs'][random.integer(3)] ?? 'Relu';
      operations.push(operationOf(kernel, [some()], output));
    } else if (kind === 1) {
      const condition = random.integer(2) === 0 ? outside('bool') : tensorOf(shape, 'bool');
      if (!inputs.has(condition)) {
        operations.push(
          operationOf('Greater', [outside(), broadcast(random, shape, numbers)], condition),
        );
      }
      operations.push(operationOf('Select', [condition, some(), outside()], output));
    } else {
      const kernel = ['Add', 'Sub', 'Multiply', 'Maximum'][random.integer(4)] ?? 'Add';
      const second = kernel === 'Multiply' || random.integer(3) > 0 ? outside() : some();
      const operands = random.integer(2) === 0 ? [some(), second] : [second, some()];
      operations.push(operationOf(kernel, operands, output));
    }
    made.push(output);
  }
  return { operations, inputs };
}

const broadcast = (
  random: RandomSource,
  shape: readonly number[],
  numbers: (value: Value) => Value,
): Value => numbers(tensorOf(random.integer(2) === 0 ? shape : shape.slice(-1)));

const compute: Readonly<Record<string, (...x: readonly number[]) => number>> = {
  Relu: (x = 0) => Math.max(x, 0),
  Neg: (x = 0) => -x,
  Abs: (x = 0) => Math.abs(x),
  Add: (x = 0, y = 0) => x + y,
  Sub: (x = 0, y = 0) => x - y,
  Multiply: (x = 0, y = 0) => x * y,
  Maximum: (x = 0, y = 0) => Math.max(x, y),
  Greater: (x = 0, y = 0) => (x > y ? -1 : 0),
  Select: (c, t = 0, e = 0) => (c ? t : e),
};

/** All values that the epilogue makes, given those of the result. */
export function epilogueReference(
  { operations, inputs }: Epilogue,
  result: Value,
  numbers: readonly number[],
): Map<Value, readonly number[]> {
  const known = new Map<Value, readonly number[]>([...inputs, [result, numbers]]);
  for (const { kernel, inputs: operands, outputs } of operations) {
    const [output] = outputs;
    const run = compute[kernel];
    if (!output || !run) throw new RangeError(`no reference for ${kernel}`);
    const read = operands.map((operand) => reader(operand, output.shape, known.get(operand)));
    known.set(
      output,
      numbers.map((_, i) => run(...read.map((at) => at(i)))),
    );
  }
  return known;
}

/** Elements of an operand as it is broadcast to `shape`. */
function reader(
  { shape: own, origin }: Value,
  shape: readonly number[],
  numbers: readonly number[] | undefined,
): (i: number) => number {
  if (origin.kind === 'constant' && origin.constant.kind === 'fill') {
    const { value } = origin.constant;
    return () => value;
  }
  return (i) => {
    let rest = i;
    let at = 0;
    let stride = 1;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const size = shape[axis] ?? 1;
      const ownSize = own[axis - shape.length + own.length] ?? 1;
      if (ownSize !== 1) at += (rest % size) * stride;
      stride *= ownSize;
      rest = Math.floor(rest / size);
    }
    return numbers?.[at] ?? Number.NaN;
  };
}
