import type { Tensor as OwnTensor } from '@myelin/core';
import { useBackend } from '@myelin/core';
import { arrayOf, expectClose, randomArray } from '@myelin/testkit';
import type { NamedAttrMap, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { cpu } from '../cpu.ts';
import { replacedKernel } from './kernel.ts';
import { kernels } from './kernels.ts';

interface KernelCase {
  readonly kernel: string;
  /** Names and shapes of the float32 inputs. */
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  /** Names and elements of int32 inputs of rank 1. */
  readonly integers?: Readonly<Record<string, readonly number[]>>;
  readonly attrs?: NamedAttrMap;
}

const binaries = [tf.Add, tf.Sub, tf.Multiply, tf.RealDiv, tf.SquaredDifference, tf.Maximum];
const comparisons = [tf.Minimum, tf.Greater, tf.GreaterEqual, tf.Less, tf.LessEqual];
const equalities = [tf.Equal, tf.NotEqual];
const unaries = [tf.Neg, tf.Sqrt, tf.Rsqrt, tf.Exp, tf.Log, tf.Tanh, tf.Sigmoid, tf.Relu];
const shapes: readonly (readonly [readonly number[], readonly number[]])[] = [
  [
    [3, 4],
    [3, 4],
  ],
  [[3, 4], [4]],
  [
    [3, 1],
    [3, 4],
  ],
  [[], [2, 3]],
  [
    [2, 1, 3, 1],
    [4, 1, 5],
  ],
  [
    [2, 3, 4],
    [3, 1],
  ],
  [[0, 3], [3]],
];

const elementWise: KernelCase[] = [...binaries, ...comparisons, ...equalities].flatMap((kernel) =>
  shapes.map(([a, b]) => ({ kernel, inputs: { a, b } })),
);

const products: KernelCase[] = [
  [
    [3, 5],
    [5, 7],
  ],
  [
    [8, 8],
    [8, 4],
  ],
  [
    [1, 9],
    [9, 1],
  ],
  [
    [2, 6, 5],
    [2, 5, 3],
  ],
  [
    [1, 6, 5],
    [4, 5, 3],
  ],
  [
    [2, 3, 4, 5],
    [2, 3, 5, 6],
  ],
].flatMap(([a, b]) =>
  [false, true].flatMap((transposeA) =>
    [false, true].map((transposeB) => ({
      kernel: tf.BatchMatMul,
      inputs: { a: swapped(a!, transposeA), b: swapped(b!, transposeB) },
      attrs: { transposeA, transposeB },
    })),
  ),
);

function swapped(shape: readonly number[], transpose: boolean): readonly number[] {
  return transpose ? [...shape.slice(0, -2), shape.at(-1)!, shape.at(-2)!] : shape;
}

const reductions: KernelCase[] = [tf.Sum, tf.Mean].flatMap((kernel) =>
  [[0], [1], [2], [0, 1], [1, 2], [0, 2], [0, 1, 2]].flatMap((axis) =>
    [false, true].map((keepDims) => ({
      kernel,
      inputs: { x: [3, 4, 5] },
      attrs: { axis, keepDims },
    })),
  ),
);

const transposes: KernelCase[] = [
  [
    [3, 4],
    [1, 0],
  ],
  [
    [2, 3, 4],
    [2, 0, 1],
  ],
  [
    [2, 3, 4],
    [0, 2, 1],
  ],
  [
    [2, 3, 1, 4],
    [3, 1, 0, 2],
  ],
  [[5], [0]],
].map(([shape, perm]) => ({ kernel: tf.Transpose, inputs: { x: shape! }, attrs: { perm: perm! } }));

const windows = [
  { strides: [1, 1], pad: 'valid', size: [3, 2] },
  { strides: [2, 1], pad: 'same', size: [3, 3] },
  { strides: [1, 2], pad: 'same', size: [2, 2] },
  { strides: [1, 1], pad: 'same', size: [1, 1] },
];

/** Size of the result along an axis of 7 and one of 6. */
const outSize = ({ strides, pad, size }: (typeof windows)[number]): number[] =>
  [7, 6].map((length, i) =>
    Math.ceil((pad === 'same' ? length : length - size[i]! + 1) / strides[i]!),
  );

const convolutions: KernelCase[] = windows.flatMap((window) => {
  const { strides, pad, size } = window;
  const x = [2, 7, 6, 3];
  const filter = [...size, 3, 5];
  const dy = [2, ...outSize(window), 5];
  const attrs = { strides, pad, dataFormat: 'NHWC' };
  return [
    { kernel: tf.Conv2D, inputs: { x, filter }, attrs: { ...attrs, dilations: [1, 1] } },
    {
      kernel: tf.Conv2DBackpropFilter,
      inputs: { x, dy },
      attrs: { ...attrs, filterShape: filter },
    },
    { kernel: tf.Conv2DBackpropInput, inputs: { dy, filter }, attrs: { ...attrs, inputShape: x } },
  ];
});

const dilated: KernelCase[] = ['valid', 'same'].map((pad) => ({
  kernel: tf.Conv2D,
  inputs: { x: [2, 7, 6, 3], filter: [3, 2, 3, 4] },
  attrs: { strides: [1, 1], pad, dataFormat: 'NHWC', dilations: [2, 3] },
}));

const pools: KernelCase[] = windows.flatMap((window) => {
  const { strides, pad, size: filterSize } = window;
  const x = [2, 7, 6, 3];
  const out = [2, ...outSize(window), 3];
  const attrs = { strides, pad, filterSize };
  return [
    { kernel: tf.MaxPool, inputs: { x }, attrs },
    { kernel: tf.AvgPool, inputs: { x }, attrs },
    { kernel: tf.MaxPoolGrad, inputs: { dy: out, input: x, output: out }, attrs },
    { kernel: tf.AvgPoolGrad, inputs: { dy: out, input: x }, attrs },
  ];
});

const gathers: KernelCase[] = [
  {
    kernel: tf.GatherV2,
    inputs: { x: [4, 3] },
    integers: { indices: [3, 0, 3] },
    attrs: { axis: 0 },
  },
  { kernel: tf.GatherV2, inputs: { x: [2, 4, 3] }, integers: { indices: [2] }, attrs: { axis: 1 } },
  {
    kernel: tf.UnsortedSegmentSum,
    inputs: { x: [4, 3] },
    integers: { segmentIds: [1, 0, 1, 2] },
    attrs: { numSegments: 4 },
  },
];

const cases: KernelCase[] = [
  ...elementWise,
  ...unaries.map((kernel) => ({ kernel, inputs: { x: [4, 5] } })),
  { kernel: tf.Step, inputs: { x: [4, 5] }, attrs: { alpha: 0 } },
  { kernel: tf.Step, inputs: { x: [4, 5] }, attrs: { alpha: 0.2 } },
  ...products,
  ...reductions,
  { kernel: tf.Softmax, inputs: { logits: [7] }, attrs: { dim: 0 } },
  { kernel: tf.Softmax, inputs: { logits: [2, 3, 5] }, attrs: { dim: -1 } },
  ...transposes,
  ...convolutions,
  ...dilated,
  ...pools,
  ...gathers,
];

describe('kernels of our own', () => {
  beforeAll(async () => {
    await useBackend(cpu);
  });

  test.each(cases)('$kernel of $inputs with $attrs agrees with that of tfjs', (c) => {
    const integers = Object.entries(c.integers ?? {}).map(
      ([name, elements]) => [name, tf.tensor1d([...elements], 'int32')] as const,
    );
    const inputs = { ...tensors(c.inputs), ...Object.fromEntries(integers) };
    const { kernelFunc } = replacedKernel(c.kernel)!;
    const backend = tf.backend();
    const attrs = c.attrs ?? {};
    const wanted = tensorOf(kernelFunc({ inputs, attrs, backend }) as TensorInfo);
    const ours = kernels.find(({ name }) => name === c.kernel)!;
    const info = ours.run({ inputs, attrs, backend: backend as never });
    // Axes apart from one another are tfjs's own.
    if (info === undefined) expect(c.attrs).toMatchObject({ axis: [0, 2] });
    const actual = tensorOf(info ?? (kernelFunc({ inputs, attrs, backend }) as TensorInfo));
    expect(actual.dtype).toBe(wanted.dtype);
    expectClose(actual as unknown as OwnTensor, arrayOf(wanted as unknown as OwnTensor), {
      absolute: 1e-5,
      relative: 1e-5,
    });
  });

  test('every kernel is compared', () => {
    const compared = new Set(cases.map(({ kernel }) => kernel));
    const missing = kernels.map(({ name }) => name).filter((name) => !compared.has(name));
    expect(missing).toEqual([]);
  });

  test('keep NaN and infinities as tfjs does', () => {
    const x = tf.tensor1d([Number.NaN, Infinity, -Infinity, -0, 0]);
    const y = tf.tensor1d([1, Infinity, Infinity, 0, Number.NaN]);
    for (const kernel of [...unaries, tf.Step]) expectSame(kernel, { x });
    for (const kernel of [...binaries, ...comparisons, ...equalities]) {
      expectSame(kernel, { a: x, b: y });
    }
  });

  test('leave whole numbers to tfjs', () => {
    const sum = tf.add(tf.tensor1d([2, 3], 'int32'), tf.tensor1d([5, 2 ** 30], 'int32'));
    expect(sum.dtype).toBe('int32');
    expect(Array.from(sum.dataSync())).toEqual([7, 2 ** 30 + 3]);
  });

  function expectSame(kernel: string, inputs: Record<string, Tensor>): void {
    const call = { inputs, attrs: { alpha: 0 }, backend: tf.backend() };
    const wanted = tensorOf(replacedKernel(kernel)!.kernelFunc(call) as TensorInfo);
    const ours = kernels.find(({ name }) => name === kernel)!.run(call as never);
    expect(Array.from(tensorOf(ours!).dataSync()), kernel).toEqual(Array.from(wanted.dataSync()));
  }
});

function tensors(named: KernelCase['inputs']): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(named).map(([name, shape], i) => {
      const { data } = randomArray(shape, i + 1);
      return [name, tf.tensor(data, [...shape], 'float32')];
    }),
  );
}

function tensorOf({ dataId, shape, dtype }: TensorInfo): Tensor {
  return tf.engine().makeTensorFromDataId(dataId, shape, dtype);
}
