import { ArgumentError, memory, scalar, type Tensor, tensor, tidy } from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { Attributes, DataType, Operation, Program, Value } from '../ir/program.ts';
import { interpret } from './interpret.ts';

const input = (name: string, dtype: DataType, ...shape: number[]): Value => ({
  shape,
  dtype,
  origin: { kind: 'input', input: { name, role: 'batch' } },
});
const fill = (value: number, dtype: DataType, ...shape: number[]): Value => ({
  shape,
  dtype,
  origin: { kind: 'constant', constant: { kind: 'fill', value } },
});
const result = (dtype: DataType, ...shape: number[]): Value => ({
  shape,
  dtype,
  origin: { kind: 'result' },
});

const call = (
  kernel: string,
  inputs: Readonly<Record<string, Value>>,
  attributes: Attributes,
  ...outputs: Value[]
): Operation => ({
  kernel,
  inputs: Object.values(inputs),
  inputNames: Object.keys(inputs),
  attributes,
  outputs,
  scope: '',
});

const program = (
  inputs: Value[],
  operations: Operation[],
  outputs: Readonly<Record<string, Value>>,
): Program => ({
  name: 'test',
  inputs,
  operations,
  outputs: Object.entries(outputs).map(([name, value]) => ({ role: 'result', name, value })),
});

/** Elements of the results, by name. */
function run(of: Program, given: Readonly<Record<string, Tensor>>): Record<string, number[]> {
  return tidy(() =>
    Object.fromEntries(
      [...interpret(of, given)].map(([name, value]) => [name, Array.from(value.dataSync())]),
    ),
  );
}

onEachBackend('interpret', () => {
  test('runs operations in order', () => {
    const x = input('x', 'float32', 2, 3);
    const [scaled, sum, max] = [
      result('float32', 2, 3),
      result('float32', 2),
      result('float32', 3),
    ];
    const operations = [
      call('Multiply', { a: x, b: fill(2, 'float32') }, {}, scaled),
      call('Sum', { x: scaled }, { axis: [1], keepDims: false }, sum),
      call('Max', { x: scaled }, { axis: [0], keepDims: false }, max),
    ];
    const of = program([x], operations, { sum, max });
    using given = tensor(
      [
        [1, 2, 3],
        [4, 1, 0],
      ],
      'float32',
    );
    expect(run(of, { x: given })).toEqual({ sum: [12, 10], max: [8, 4, 6] });
  });

  test('runs what only primitives can do: broadcasting where tfjs does not', () => {
    const x = input('x', 'float32', 3);
    const isLarge = result('bool', 3);
    const chosen = result('float32', 2, 3);
    const spread = result('float32', 2, 3);
    const hot = result('float32', 2, 3);
    const operations = [
      call('Greater', { a: x, b: fill(1, 'float32') }, {}, isLarge),
      call('Select', { condition: isLarge, t: x, e: fill(0, 'float32', 2, 1) }, {}, chosen),
      call('BroadcastTo', { x }, { shape: [2, 3] }, spread),
      call('OneHot', { indices: fill(2, 'int32', 2) }, { depth: 3, onValue: 1, offValue: 0 }, hot),
    ];
    const of = program([x], operations, { chosen, spread, hot });
    using given = tensor([1, 2, 3], 'float32');
    expect(run(of, { x: given })).toEqual({
      chosen: [0, 2, 3, 0, 2, 3],
      spread: [1, 2, 3, 1, 2, 3],
      hot: [0, 0, 1, 0, 0, 1],
    });
  });

  test('broadcasts the batches of matrix products, each axis by itself', () => {
    const a = input('a', 'float32', 2, 1, 1, 1);
    const b = input('b', 'float32', 3, 1, 1);
    const y = result('float32', 2, 3, 1, 1);
    const of = program(
      [a, b],
      [call('BatchMatMul', { a, b }, { transposeA: false, transposeB: false }, y)],
      { y },
    );
    using left = tensor([1, 10], 'float32', [2, 1, 1, 1]);
    using right = tensor([1, 2, 3], 'float32', [3, 1, 1]);
    expect(run(of, { a: left, b: right }).y).toEqual([1, 2, 3, 10, 20, 30]);
  });

  test('runs kernels that take lists, and those that answer with lists', () => {
    const x = input('x', 'float32', 2, 2);
    const joined = result('float32', 2, 4);
    const [values, indices] = [result('float32', 2, 1), result('int32', 2, 1)];
    const operations = [
      call('Concat', { 0: x, 1: x }, { axis: 1 }, joined),
      call('TopK', { x: joined }, { k: 1, sorted: true }, values, indices),
    ];
    const of = program([x], operations, { values, indices });
    using given = tensor(
      [
        [1, 5],
        [7, 2],
      ],
      'float32',
    );
    expect(run(of, { x: given })).toEqual({ values: [5, 7], indices: [1, 0] });
  });

  test('gives tensors of their own, also for inputs, constants and values that two outputs share', () => {
    const x = input('x', 'float32', 2);
    const mask: Value = {
      shape: [2],
      dtype: 'bool',
      origin: { kind: 'constant', constant: { kind: 'elements', elements: Int32Array.of(1, 0) } },
    };
    const of = program([x], [], { same: x, again: x, mask });
    const given = tensor([1, 2], 'float32');
    const before = memory().tensors;
    const results = interpret(of, new Map([['x', given]]));
    given.dispose();
    expect(memory().tensors).toBe(before - 1 + 3);
    expect([...results].map(([name, one]) => [name, Array.from(one.dataSync())])).toEqual([
      ['same', [1, 2]],
      ['again', [1, 2]],
      ['mask', [1, 0]],
    ]);
    for (const one of results.values()) one.dispose();
    expect(memory().tensors).toBe(before - 1);
  });

  test('refuses inputs of another type, and operations out of order', () => {
    const x = input('x', 'float32', 2);
    const [y, z] = [result('float32', 2), result('float32', 2)];
    const of = program([x], [call('Neg', { x: y }, {}, z), call('Neg', { x }, {}, y)], { z });
    const before = memory();
    using given = tensor([1, 2], 'float32');
    using number = scalar(1);
    expect(() => interpret(of, {})).toThrow('float32 [2] is wanted, received none');
    expect(() => interpret(of, { x: number })).toThrow('received float32 []');
    expect(() => interpret(of, { x: given })).toThrow(ArgumentError);
    expect(() => interpret(of, { x: given })).toThrow('used before it is made');
    expect(memory().tensors).toBe(before.tensors + 2);
  });
});
