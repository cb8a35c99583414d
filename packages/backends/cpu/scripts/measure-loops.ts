/**
 * Speed of compiled loops: the updates, activations, reductions and losses of training steps.
 *
 *     node packages/backends/cpu/scripts/measure-loops.ts [part of a name] [--no-madd]
 */

import type { Attributes, LoopTask, Operation, Value } from '@myelin/program';
import { loopEmitter } from '../src/compiler/loops/loop-emitter.ts';
import { compileTask } from '../test-support/run-task.ts';

const [filter = '', ...flags] = process.argv.slice(2);
const relaxedMadd = !flags.includes('--no-madd') && filter !== '--no-madd';

const value = (...shape: number[]): Value => ({
  shape,
  dtype: 'float32',
  origin: { kind: 'result' },
});

const constant = (number: number): Value => ({
  shape: [],
  dtype: 'float32',
  origin: { kind: 'constant', constant: { kind: 'fill', value: number } },
});

/** Builds a task, operation by operation. */
class Loop {
  readonly shape: readonly number[];
  readonly operations: Operation[] = [];
  readonly reductions: Operation[] = [];

  constructor(...shape: number[]) {
    this.shape = shape;
  }

  add(kernel: string, ...inputs: Value[]): Value {
    return this.#append(this.operations, kernel, inputs, this.shape, {});
  }

  reduce(kernel: string, x: Value, ...axis: number[]): Value {
    const shape = this.shape.filter((_, i) => !axis.includes(i));
    return this.#append(this.reductions, kernel, [x], shape, { axis });
  }

  task(): LoopTask {
    const { shape, operations, reductions } = this;
    return { kind: 'loop', space: shape.filter((size) => size > 1), operations, reductions };
  }

  #append(
    list: Operation[],
    kernel: string,
    inputs: Value[],
    shape: readonly number[],
    attributes: Attributes,
  ): Value {
    const output = value(...shape);
    list.push({ kernel, inputs, inputNames: [], attributes, outputs: [output], scope: '' });
    return output;
  }
}

interface Case {
  readonly name: string;
  readonly loop: Loop;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly inPlace?: ReadonlyMap<Value, Value>;
}

function adam(rows: number, columns: number): Case {
  const loop = new Loop(rows, columns);
  const [g, m, v, w] = [0, 1, 2, 3].map(() => value(rows, columns)) as [Value, Value, Value, Value];
  const rate = value();
  const average = (old: Value, decay: number, next: Value): Value =>
    loop.add(
      'Add',
      loop.add('Multiply', old, constant(decay)),
      loop.add('Multiply', next, constant(1 - decay)),
    );
  const nextM = average(m, 0.9, g);
  const nextV = average(v, 0.999, loop.add('Multiply', g, g));
  const root = loop.add('Add', loop.add('Sqrt', nextV), constant(1e-7));
  const step = loop.add('RealDiv', loop.add('Multiply', nextM, rate), root);
  const nextW = loop.add('Sub', w, step);
  return {
    name: `Adam ${rows}×${columns}`,
    loop,
    inputs: [g, m, v, w, rate],
    outputs: [nextM, nextV, nextW],
    inPlace: new Map([
      [nextM, m],
      [nextV, v],
      [nextW, w],
    ]),
  };
}

function biasRelu(shape: readonly number[], inPlace: boolean): Case {
  const loop = new Loop(...shape);
  const [x, bias] = [value(...shape), value(shape.at(-1) ?? 1)];
  const y = loop.add('Relu', loop.add('Add', x, bias));
  const name = `bias, relu ${shape.join('×')}${inPlace ? ' in place' : ''}`;
  return { name, loop, inputs: [x, bias], outputs: [y], inPlace: new Map(inPlace ? [[y, x]] : []) };
}

function reduction(kernel: string, shape: readonly number[], ...axis: number[]): Case {
  const loop = new Loop(...shape);
  const x = value(...shape);
  const result = loop.reduce(kernel, x, ...axis);
  const name = `${kernel} ${shape.join('×')} over ${axis.join(', ')}`;
  return { name, loop, inputs: [x], outputs: [result] };
}

function exponentials(rows: number, columns: number): Case {
  const loop = new Loop(rows, columns);
  const [x, largest] = [value(rows, columns), value(rows, 1)];
  const shifted = loop.add('Sub', x, largest);
  const sum = loop.reduce('Sum', loop.add('Exp', shifted), 1);
  const name = `softmax: exp, sum of rows ${rows}×${columns}`;
  return { name, loop, inputs: [x, largest], outputs: [shifted, sum] };
}

function crossentropy(rows: number, columns: number): Case {
  const loop = new Loop(rows, columns);
  const [x, y, logarithm] = [value(rows, columns), value(rows, columns), value(rows, 1)];
  const logits = loop.add('Sub', x, logarithm);
  const loss = loop.reduce('Sum', loop.add('Multiply', logits, y), 1);
  const gradient = loop.add('Sub', loop.add('Exp', logits), y);
  const bias = loop.reduce('Sum', gradient, 0);
  const name = `softmax: loss, gradients ${rows}×${columns}`;
  return { name, loop, inputs: [x, y, logarithm], outputs: [loss, gradient, bias] };
}

function reluGradient(rows: number, columns: number): Case {
  const loop = new Loop(rows, columns);
  const [x, dy] = [value(rows, columns), value(rows, columns)];
  const masked = loop.add('Multiply', dy, loop.add('Step', x));
  const bias = loop.reduce('Sum', masked, 0);
  const name = `relu gradient, bias gradient ${rows}×${columns}`;
  return { name, loop, inputs: [x, dy], outputs: [masked, bias] };
}

function randomNumbers(rows: number, columns: number): Case {
  const loop = new Loop(rows, columns);
  const [seed, step] = [value(), value()];
  const numbers = loop.add('Philox', seed, step);
  return { name: `Philox ${rows}×${columns}`, loop, inputs: [seed, step], outputs: [numbers] };
}

function nothing(): Case {
  return { name: 'call of an empty function', loop: new Loop(), inputs: [], outputs: [] };
}

const cases: Case[] = [
  nothing(),
  biasRelu([10], false),
  biasRelu([5, 10], false),
  biasRelu([32, 10], false),
  biasRelu([1000, 512], false),
  biasRelu([1000, 512], true),
  adam(784, 128),
  adam(128, 10),
  exponentials(32, 10),
  crossentropy(32, 10),
  exponentials(1000, 512),
  randomNumbers(32, 128),
  reluGradient(32, 128),
  reluGradient(1000, 512),
  ...[
    [1000, 512],
    [1000, 10],
    [32, 128],
    [32, 10],
    [32, 1],
    [86528, 32],
  ].flatMap((shape) => [
    reduction('Sum', shape, 0),
    reduction('Sum', shape, 1),
    reduction('Sum', shape, 0, 1),
    reduction('Max', shape, 1),
  ]),
];

/** Nanoseconds of the fastest of many calls: what else the machine does only ever makes them longer. */
function fastest(run: () => void): number {
  const timed = (times: number): number => {
    const start = performance.now();
    for (let i = 0; i < times; i++) run();
    return ((performance.now() - start) * 1e6) / times;
  };
  timed(1000);
  const times = Math.max(1, Math.ceil(1e6 / timed(100)));
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 100; i++) best = Math.min(best, timed(times));
  return best;
}

for (const { name, loop, inputs, outputs, inPlace } of cases) {
  if (filter !== '--no-madd' && !name.includes(filter)) continue;
  const numbers = new Map(
    inputs.map((input) => {
      const length = input.shape.reduce((a, b) => a * b, 1);
      return [input, Float32Array.from({ length }, (_, i) => 0.1 + (i % 97) / 100)];
    }),
  );
  const compiled = compileTask({
    emitter: loopEmitter,
    task: loop.task(),
    inputs: numbers,
    outputs,
    ...(inPlace && { inPlace }),
    relaxedMadd,
  });
  const nanoseconds = fastest(() => compiled.run());
  const microseconds = (nanoseconds / 1000).toFixed(3).padStart(10);
  console.log(`${name.padEnd(48)}${microseconds} µs ${compiled.moduleBytes} bytes`);
}
