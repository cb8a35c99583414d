import { philoxWords, RandomSource, wordsToUnit } from '@myelin/core';
import type { Attributes, DataType, LoopTask, Operation, Value } from '@myelin/program';
import { describe, expect, test } from 'vitest';
import { randomLoop } from '../../../test-support/random-loop.ts';
import { referenceLoop } from '../../../test-support/reference-loop.ts';
import { type Elements, runTask } from '../../../test-support/run-task.ts';
import { loopEmitter } from './loop-emitter.ts';

const value = (shape: readonly number[], dtype: DataType = 'float32'): Value => {
  return { shape, dtype, origin: { kind: 'result' } };
};

const operation = (
  kernel: string,
  inputs: readonly Value[],
  output: Value,
  attributes: Attributes = {},
): Operation => {
  const inputNames = inputs.map((_, i) => `${i}`);
  return { kernel, inputs, inputNames, attributes, outputs: [output], scope: '' };
};

/** A loop that only reduces. */
function reduce(kernel: string, x: Value, elements: ArrayLike<number>, axis: number[]): Elements {
  const kept = x.shape.filter((_, i) => !axis.includes(i));
  const result = value(kept, x.dtype);
  const space = x.shape.filter((size) => size > 1);
  const reductions = [operation(kernel, [x], result, { axis, keepDims: false })];
  const task: LoopTask = { kind: 'loop', space, operations: [], reductions };
  const inputs = new Map([[x, elements]]);
  return runTask({ emitter: loopEmitter, task, inputs, outputs: [result] }).get(result)!;
}

/** Differences that rounding explains, given the largest of the numbers. */
function expectClose(actual: Elements, expected: readonly number[], what: string): void {
  expect(actual.length, what).toBe(expected.length);
  let scale = 1;
  for (const want of expected) if (Number.isFinite(want)) scale = Math.max(scale, Math.abs(want));
  for (const [i, want] of expected.entries()) {
    const got = actual[i]!;
    const isClose = Object.is(want, got) || want === got || Math.abs(want - got) <= 1e-5 * scale;
    if (!isClose) throw new Error(`${what}: element ${i} is ${got}, expected ${want}`);
  }
}

function expectSameBits(actual: Elements, expected: Elements, what: string): void {
  const bits = (elements: Elements): Uint32Array => new Uint32Array(elements.buffer);
  const differs = bits(actual).findIndex((word, i) => word !== bits(expected)[i]);
  if (differs >= 0) throw new Error(`${what}: element ${differs} depends on the number of parts`);
}

/** Runs a random task in all ways that must not matter. */
function checkRandomLoop(seed: number, axes?: readonly number[]): void {
  const options = { random: seed % 4 === 0, ...(axes && { axes }) };
  const loop = randomLoop(new RandomSource(seed), options);
  if (loopEmitter.refusal(loop.task) === 'its shapes have no axes in common') return;
  const expected = referenceLoop(loop.task, loop.inputs, loop.aliases);
  const most = loopEmitter.maximumParts(loop.task);
  for (const relaxedMadd of [true, false]) {
    let alone: Map<Value, Elements> | undefined;
    for (const parts of [1, 2, 3].filter((count) => count === 1 || count <= most)) {
      const where = `seed ${seed}, ${parts} parts, madd ${relaxedMadd}`;
      const results = runTask({ ...loop, emitter: loopEmitter, parts, relaxedMadd });
      for (const [output, elements] of results) {
        if (alone) expectSameBits(elements, alone.get(output)!, where);
        else expectClose(elements, expected.get(output)!, where);
      }
      alone ??= results;
    }
  }
}

describe('loopEmitter', () => {
  test.each([0, 100, 200, 300, 400])(
    'computes random tasks as plain arithmetic does, whatever the number of parts: seeds from %i',
    (first) => {
      for (let seed = first; seed < first + 100; seed++) checkRandomLoop(seed);
    },
  );

  test.each([[[640, 69]], [[16, 1, 50, 70]], [[1, 60_000]], [[9000, 7]], [[37, 2000]]])(
    'and so for spaces beyond the nearest cache: %j',
    (axes) => {
      for (let seed = 1000; seed < 1004; seed++) checkRandomLoop(seed, axes);
    },
  );

  test.each([[[2704, 32]], [[131_072]], [[3, 480, 60]], [[9600, 7]], [[40, 7, 300]], [[20, 4099]]])(
    'and so where long axes are reduced in chunks: %j',
    (axes) => {
      for (let seed = 2000; seed < 2004; seed++) checkRandomLoop(seed, axes);
    },
  );

  test('threads share the rows that a sum runs over, and what is stored on the way', () => {
    const [x, dy, masked, step] = [0, 1, 2, 3].map(() => value([2704, 32])) as Value[];
    const bias = value([32]);
    const task: LoopTask = {
      kind: 'loop',
      space: [2704, 32],
      operations: [
        operation('Step', [x!], step!, { alpha: 0 }),
        operation('Multiply', [dy!, step!], masked!),
      ],
      reductions: [operation('Sum', [masked!], bias, { axis: [0], keepDims: false })],
    };
    expect(loopEmitter.maximumParts(task)).toBe(16);
    const random = new RandomSource(4);
    const numbers = () => Float32Array.from({ length: 2704 * 32 }, () => random.uniform(-1, 1));
    const inputs = new Map([
      [x!, numbers()],
      [dy!, numbers()],
    ]);
    const sums: number[] = Array(32).fill(0);
    for (const [i, element] of inputs.get(dy!)!.entries()) {
      if (inputs.get(x!)![i]! > 0) sums[i % 32]! += element;
    }
    const outputs = [masked!, bias];
    const alone = runTask({ emitter: loopEmitter, task, inputs, outputs });
    expectClose(alone.get(bias)!, sums, 'the sums');
    for (const parts of [2, 5, 8, 16]) {
      const results = runTask({ emitter: loopEmitter, task, inputs, outputs, parts });
      for (const output of outputs) {
        expectSameBits(results.get(output)!, alone.get(output)!, `${parts} parts`);
      }
    }
  });

  test('makes the random numbers of core, along the way or before', () => {
    for (const [shape, broadcast] of [
      [
        [3, 7],
        [3, 7],
      ],
      [[100], [100]],
      [[13, 9], [9]],
      [
        [40, 32],
        [40, 1],
      ],
    ] as const) {
      const [seed, step] = [value([], 'int32'), value([], 'int32')];
      const [x, random, sum] = [value(broadcast), value(shape), value(shape)];
      const task: LoopTask = {
        kind: 'loop',
        space: shape,
        operations: [
          operation('Philox', [seed, step], random, { shape, stream: 3 }),
          operation('Add', [random, x], sum),
        ],
        reductions: [],
      };
      const zeros = Array(broadcast.reduce((a: number, b) => a * b, 1)).fill(0);
      const inputs = new Map<Value, number[]>([
        [seed, [42]],
        [step, [7]],
        [x, zeros],
      ]);
      const count = shape.reduce((a: number, b) => a * b, 1);
      const expected = wordsToUnit(philoxWords(count, { seed: 42, step: 7, stream: 3 }));
      const results = runTask({ emitter: loopEmitter, task, inputs, outputs: [sum, random] });
      expect(results.get(sum)).toEqual(expected);
      expect(results.get(random)).toEqual(expected);
    }
  });

  test('Max and Min are NaN where any element is', () => {
    const rows = [
      [1, Number.NaN, 3, 0, 2, 1],
      [4, 2, 6, -1, 0, Number.NaN],
      [Number.NaN, 1, 1, 1, 1, 1],
      [3, Infinity, -Infinity, 1, 1, 1],
    ];
    const elements = rows.flat();
    const x = value([4, 6]);
    expect([...reduce('Max', x, elements, [1])]).toEqual([NaN, NaN, NaN, Infinity]);
    expect([...reduce('Min', x, elements, [1])]).toEqual([NaN, NaN, NaN, -Infinity]);
    expect([...reduce('Max', x, elements, [0])]).toEqual([NaN, NaN, 6, 1, 2, NaN]);
    expect([...reduce('Max', x, elements, [0, 1])]).toEqual([NaN]);
    const long = Array.from({ length: 300 }, (_, i) => (i === 17 ? Number.NaN : i));
    expect([...reduce('Max', value([300]), long, [0])]).toEqual([NaN]);
    const tall = Array.from({ length: 640 * 69 }, (_, i) => (i % 69 === 3 && i > 9000 ? NaN : i));
    const columns = [...reduce('Max', value([640, 69]), tall, [0])];
    expect(columns.map(Number.isNaN)).toEqual(columns.map((_, i) => i === 3));
    expect(columns[4]).toBe(639 * 69 + 4);
  });

  test('long sums are as exact as float32 can be, along rows and along columns', () => {
    const random = new RandomSource(3);
    const elements = Float32Array.from({ length: 400_000 }, () => random.uniform(0.5, 1));
    let total = 0;
    const columns = [0, 0, 0, 0, 0];
    for (const [i, element] of elements.entries()) {
      total += element;
      columns[i % 5]! += element;
    }
    const relative = (sum: number, exact: number): number => Math.abs(sum - exact) / exact;
    const [flat] = reduce('Sum', value([400_000]), elements, [0]);
    expect(relative(flat!, total)).toBeLessThan(3e-7);
    const summed = reduce('Sum', value([80_000, 5]), elements, [0]);
    for (const [i, exact] of columns.entries()) {
      expect(relative(summed[i]!, exact)).toBeLessThan(1e-6);
    }
  });

  test('sums whole numbers, and products of them, modulo 2³²', () => {
    const x = value([2, 3], 'int32');
    const elements = [2 ** 30, 2 ** 30, 2 ** 30, -5, 7, 3];
    expect([...reduce('Sum', x, elements, [1])]).toEqual([3 * 2 ** 30 - 2 ** 32, 5]);
    expect([...reduce('Prod', x, elements, [1])]).toEqual([0, -105]);
    expect([...reduce('Max', x, elements, [0])]).toEqual([2 ** 30, 2 ** 30, 2 ** 30]);
  });

  test('a state may be overwritten by what two operations read', () => {
    // w' = w + 1 lies where w was; the second result reads w all the same.
    const [w, g, next, other] = [value([6]), value([6]), value([6]), value([6])];
    const task: LoopTask = {
      kind: 'loop',
      space: [6],
      operations: [operation('Add', [w, g], next), operation('Multiply', [w, g], other)],
      reductions: [],
    };
    const results = runTask({
      emitter: loopEmitter,
      task,
      inputs: new Map([
        [w, [1, 2, 3, 4, 5, 6]],
        [g, [10, 10, 10, 10, 10, 10]],
      ]),
      outputs: [next, other],
      inPlace: new Map([[next, w]]),
    });
    expect([...results.get(next)!]).toEqual([11, 12, 13, 14, 15, 16]);
    expect([...results.get(other)!]).toEqual([10, 20, 30, 40, 50, 60]);
  });

  test('names what it cannot compile', () => {
    const task = (kernel: string, x: Value): LoopTask => ({
      kind: 'loop',
      space: x.shape,
      operations: [operation(kernel, [x], value(x.shape))],
      reductions: [],
    });
    expect(loopEmitter.refusal(task('Digamma', value([3])))).toMatch(/Digamma/);
    expect(loopEmitter.refusal(task('Relu', value([0])))).toBe('it has no elements');
    expect(loopEmitter.refusal(task('Relu', value([3])))).toBeUndefined();
  });
});
