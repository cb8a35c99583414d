/** Random programs whose steps are random programs. */

import { NdArray, RandomSource } from '@myelin/core';
import type { Operation, Program, ProgramOutput, Value } from '../src/ir/program.ts';
import type { Carried, HandedIn, Stacked } from '../src/ir/scan-operation.ts';
import { BodyInputs, scanOperation, stackedShape } from '../src/ir/scan-operation.ts';
import { substitute } from '../src/ir/substitute.ts';
import { filled } from '../src/passes/rewriting/constants.ts';
import { type RandomProgram, randomProgram } from './random-program.ts';

/** The random loop of a seed; every third is a loop in a loop. */
export function randomLoop(seed: number, size = 8): RandomProgram {
  const source = new RandomSource(seed + 1_000_000);
  const once = inLoop(randomProgram(seed, size), source);
  return seed % 3 === 0 ? inLoop(once, source) : once;
}

/** A program again and again: on entries of sequences or on the same, its results put out or added up. */
function inLoop({ program, inputs: numbers }: RandomProgram, source: RandomSource): RandomProgram {
  const length = 1 + source.integer(4);
  const chance = (probability: number): boolean => source.unit() < probability;
  const names = new BodyInputs();
  const replaced = new Map<Value, Value>();
  const outside: Value[] = [];
  const given: Record<string, NdArray> = {};
  const sequences: HandedIn[] = [];
  const constants: HandedIn[] = [];
  for (const value of program.inputs) {
    if (value.origin.kind !== 'input') continue;
    const { name } = value.origin.input;
    const array = numbers[name] as NdArray;
    const isSlice = chance(0.6);
    const inner = names.add(isSlice ? 'slice' : 'constant', value);
    const shape = isSlice ? stackedShape(inner, length) : value.shape;
    const outer: Value = {
      ...value,
      shape,
      origin: { kind: 'input', input: { name, role: 'batch' } },
    };
    outside.push(outer);
    replaced.set(value, inner);
    (isSlice ? sequences : constants).push({ outer, inner });
    given[name] = isSlice ? turned(array, length) : array;
  }
  const index = names.add('index', { shape: [], dtype: 'int32' });
  const operations = [...substitute(program.operations, replaced)];
  const carried: Carried[] = [];
  const stacked: Stacked[] = [];
  const stack = (inner: Value): void => {
    stacked.push({
      inner,
      outer: { ...inner, shape: stackedShape(inner, length), origin: { kind: 'result' } },
    });
  };
  for (const output of program.outputs) {
    const value = replaced.get(output.value) ?? output.value;
    if (value.dtype !== 'float32' || chance(0.5)) {
      stack(value);
      continue;
    }
    const result: Value = { ...value, origin: { kind: 'result' } };
    const before = names.add('state', value);
    const after: Value = { ...result };
    operations.push(addition(before, value, after));
    const initial = filled(chance(0.5) ? 0 : 0.5, value.shape, 'float32');
    carried.push({ initial, before, after, final: { ...result } });
    if (chance(0.3)) stack(before);
    if (chance(0.3)) stack(after);
  }
  if (chance(0.3)) stack(index);
  const operation = scanOperation({
    carried,
    sequences,
    constants,
    stacked,
    index,
    operations,
    length,
    reverse: chance(0.5),
    scope: '',
  });
  const outputs = operation.outputs.map(
    (value, i): ProgramOutput => ({
      name: `result ${i}`,
      role: 'result',
      value,
    }),
  );
  const looped: Program = { name: 'loop', inputs: outside, operations: [operation], outputs };
  return { program: looped, inputs: given };
}

const addition = (a: Value, b: Value, sum: Value): Operation => ({
  kernel: 'Add',
  inputs: [a, b],
  inputNames: ['a', 'b'],
  attributes: {},
  outputs: [sum],
  scope: '',
});

/** The same numbers for each step, each time beginning with another one. */
function turned({ data, shape, dtype }: NdArray, length: number): NdArray {
  const all = Array.from({ length }, (_, t) =>
    Array.from(data, (_one, i) => data[(i + t) % data.length] as number),
  );
  const elements = data.constructor as typeof Float32Array;
  return new NdArray(elements.from(all.flat()), [length, ...shape], dtype);
}
