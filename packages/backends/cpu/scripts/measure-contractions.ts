/**
 * Speed of compiled matrix products and convolutions, in GFLOP/s and as a share of what one core can do at all.
 *
 *     node packages/backends/cpu/scripts/measure-contractions.ts [part of a name] [--no-madd]
 */

import type { Operation, Value } from '@myelin/program';
import { contractionEmitter } from '../src/compiler/contractions/contraction-emitter.ts';
import { HOST, ModuleBuilder } from '../src/compiler/wasm/module-builder.ts';
import { compileTask } from '../test-support/run-task.ts';

const [filter = '', ...flags] = process.argv.slice(2);
const relaxedMadd = !flags.includes('--no-madd') && filter !== '--no-madd';

const value = (...shape: number[]): Value => ({
  shape,
  dtype: 'float32',
  origin: { kind: 'result' },
});

interface Case {
  readonly name: string;
  readonly operation: Operation;
  readonly multiplyAdds: number;
}

/** A matrix product; `t` marks the operand that is transposed. */
function product(rows: number, inner: number, columns: number, transposed: '' | 'a' | 'b'): Case {
  const a = transposed === 'a' ? value(inner, rows) : value(rows, inner);
  const b = transposed === 'b' ? value(columns, inner) : value(inner, columns);
  const form = { '': 'A·B', a: 'Aᵀ·B', b: 'A·Bᵀ' }[transposed];
  const attributes = { transposeA: transposed === 'a', transposeB: transposed === 'b' };
  return {
    name: `${rows}×${inner}×${columns} ${form}`,
    operation: operationOf('BatchMatMul', [a, b], value(rows, columns), attributes),
    multiplyAdds: rows * inner * columns,
  };
}

interface Convolution {
  readonly images: number;
  readonly size: number;
  readonly channels: number;
  readonly filters: number;
  readonly kernel: number;
  readonly pad?: number;
  readonly stride?: number;
}

/** A convolution and its two derivatives. */
function convolution(c: Convolution): Case[] {
  const { images, size, channels, filters, kernel, pad = 0, stride = 1 } = c;
  const out = Math.floor((size + 2 * pad - kernel) / stride) + 1;
  const x = value(images, size, size, channels);
  const w = value(kernel, kernel, channels, filters);
  const y = value(images, out, out, filters);
  const pads = [
    [0, 0],
    [pad, pad],
    [pad, pad],
    [0, 0],
  ];
  const attributes = { strides: [stride, stride], pad: pads, dataFormat: 'NHWC' };
  const form = `${images}×${size}×${size}×${channels}→${filters} ${kernel}×${kernel}`;
  const name = `${form}${pad ? ` pad ${pad}` : ''}${stride > 1 ? ` stride ${stride}` : ''}`;
  const multiplyAdds = images * out * out * kernel * kernel * channels * filters;
  const inputAttributes = { ...attributes, inputShape: x.shape };
  const filterAttributes = { ...attributes, filterShape: w.shape };
  const forward = { ...attributes, dilations: [1, 1] };
  return [
    {
      name: `conv ${name}`,
      operation: operationOf('Conv2D', [x, w], value(...y.shape), forward),
      multiplyAdds,
    },
    {
      name: `conv ${name} dX`,
      operation: operationOf('Conv2DBackpropInput', [y, w], value(...x.shape), inputAttributes),
      multiplyAdds,
    },
    {
      name: `conv ${name} dW`,
      operation: operationOf('Conv2DBackpropFilter', [x, y], value(...w.shape), filterAttributes),
      multiplyAdds,
    },
  ];
}

function operationOf(
  kernel: string,
  inputs: Value[],
  output: Value,
  attributes: Operation['attributes'],
): Operation {
  const inputNames = inputs.map((_, i) => `${i}`);
  return { kernel, inputs, inputNames, attributes, outputs: [output], scope: '' };
}

const cases: Case[] = [
  product(32, 784, 128, ''),
  product(784, 32, 128, 'a'),
  product(32, 128, 10, ''),
  product(128, 32, 10, 'a'),
  product(32, 10, 128, 'b'),
  product(1000, 784, 512, ''),
  product(784, 1000, 512, 'a'),
  product(1000, 512, 512, 'b'),
  product(5, 4, 10, ''),
  product(4, 2, 8, ''),
  product(1, 784, 128, ''),
  product(1, 128, 10, ''),
  product(32, 128, 1, ''),
  product(128, 32, 1, 'a'),
  product(32, 1, 128, 'b'),
  product(512, 10_000, 16, ''),
  product(10_000, 512, 16, ''),
  product(10_000, 512, 16, 'a'),
  product(32, 8, 12, ''),
  product(100, 100, 100, ''),
  product(512, 512, 512, ''),
  ...convolution({ images: 128, size: 28, channels: 1, filters: 32, kernel: 3 }),
  ...convolution({ images: 128, size: 13, channels: 32, filters: 64, kernel: 3 }),
  ...convolution({ images: 32, size: 28, channels: 32, filters: 32, kernel: 3, pad: 1 }),
  ...convolution({ images: 32, size: 32, channels: 3, filters: 32, kernel: 3, pad: 1 }),
  ...convolution({
    images: 32,
    size: 16,
    channels: 64,
    filters: 128,
    kernel: 3,
    pad: 1,
    stride: 2,
  }),
  ...convolution({ images: 32, size: 14, channels: 128, filters: 64, kernel: 1 }),
  ...convolution({ images: 128, size: 28, channels: 1, filters: 6, kernel: 5, pad: 2 }),
];

/** Nanoseconds of the fastest of many calls: what else the machine does only ever makes them longer. */
function fastest(run: () => void): number {
  const timed = (times: number): number => {
    const start = performance.now();
    for (let i = 0; i < times; i++) run();
    return ((performance.now() - start) * 1e6) / times;
  };
  // Engines compile again what runs often: let them.
  const until = performance.now() + 60;
  while (performance.now() < until) run();
  const times = Math.max(1, Math.ceil(1e5 / timed(20)));
  let best = Number.POSITIVE_INFINITY;
  const end = performance.now() + 500;
  for (let i = 0; i < 20 || performance.now() < end; i++) best = Math.min(best, timed(times));
  return best;
}

/** GFLOP/s of multiply-adds that wait for nothing. */
function peak(): number {
  const module = new ModuleBuilder({ minimum: 1, maximum: 1, shared: false });
  const times = 10_000;
  const loop = module.function([], [], (f) => {
    const sums = f.localsOf('v128', 12);
    const [a, b] = [f.local('v128'), f.local('v128')];
    f.splat(1.000_001).set(a).splat(1e-9).set(b);
    for (const sum of sums) f.f32(1).op('f32x4.splat').set(sum);
    f.repeat(times, () => {
      for (const sum of sums) {
        if (relaxedMadd) f.get(sum).get(a).get(b).op('f32x4.relaxed_madd').set(sum);
        else f.get(sum).get(a).op('f32x4.mul').get(b).op('f32x4.add').set(sum);
      }
    });
    f.i32(0);
    for (const [i, sum] of sums.entries()) {
      f.get(sum);
      if (i > 0) f.op('f32x4.add');
    }
    f.store();
  });
  module.export('peak', loop);
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.encode()), {
    [HOST]: { memory },
  });
  return (12 * 4 * 2 * times) / fastest(exports.peak as () => void);
}

let best = peak();
console.log(`${relaxedMadd ? 'multiply-add' : 'multiply, add'}: peak ${best.toFixed(1)} GFLOP/s`);
for (const { name, operation, multiplyAdds } of cases) {
  if (!name.includes(filter === '--no-madd' ? '' : filter)) continue;
  const task = { kind: 'contraction', contraction: operation, epilogue: [] } as const;
  if (contractionEmitter.refusal(task) !== undefined) continue;
  const inputs = new Map(
    operation.inputs.map((input, i) => [
      input,
      Float32Array.from({ length: input.shape.reduce((x, y) => x * y, 1) }, (_, j) =>
        Math.sin(0.7 * j + i),
      ),
    ]),
  );
  const { outputs } = operation;
  const compiled = compileTask({ emitter: contractionEmitter, task, inputs, outputs, relaxedMadd });
  const [run] = compiled.functions;
  if (!run) continue;
  const ns = fastest(run);
  best = Math.max(best, peak());
  const gflops = (2 * multiplyAdds) / ns;
  const share = `${((100 * gflops) / best).toFixed(0)} %`;
  const time = ns < 1e4 ? `${ns.toFixed(0)} ns` : `${(ns / 1e3).toFixed(1)} µs`;
  console.log(
    `${name.padEnd(44)} ${time.padStart(12)} ${gflops.toFixed(1).padStart(6)} ${share.padStart(6)}  ${compiled.moduleBytes} bytes`,
  );
}
