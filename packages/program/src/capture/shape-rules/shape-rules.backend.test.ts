/**
 * Every kernel that our operations and their gradients come down to is captured, and replayed with numbers: the
 * interpreter compares what each kernel really makes with what its rule says, and the results are those of eager work.
 */

import * as my from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, expect, test } from 'vitest';
import { largestDifference, numbersOf } from '../../../test-support/compare-results.ts';
import { interpret } from '../../interpreter/interpret.ts';
import type { CapturedOutput, InputDeclaration } from '../capture-options.ts';
import { captureProgram } from '../capture-program.ts';
import { shapeRules } from './shape-rules.ts';

type Tensors = Readonly<
  Record<'x' | 'y' | 'row' | 'whole' | 'choice' | 'image' | 'batch', my.Tensor>
>;
type Case = (t: Tensors) => my.Tensor | readonly my.Tensor[];

const shapes: Readonly<Record<keyof Tensors, readonly [my.TensorDataType, ...number[]]>> = {
  x: ['float32', 3, 4],
  y: ['float32', 3, 4],
  row: ['float32', 4],
  whole: ['int32', 3, 4],
  choice: ['bool', 3, 4],
  image: ['float32', 2, 5, 6, 3],
  batch: ['float32', 2, 3, 4],
};

/** A case and its derivative by what it is mostly made of. */
const differentiated =
  (f: Case, by: keyof Tensors = 'x'): Case =>
  (t) => {
    const value = (): my.Tensor => my.sum(my.mul(f(t) as my.Tensor, 1.5));
    const { gradients } = my.valueAndGradients(value, [t[by]]);
    return [f(t) as my.Tensor, gradients[0] as my.Tensor];
  };

const unary = [
  ...['abs', 'acos', 'asin', 'atan', 'ceil', 'cos', 'cosh', 'erf', 'exp', 'expm1', 'floor', 'log'],
  ...['log1p', 'neg', 'reciprocal', 'round', 'rsqrt', 'sigmoid', 'sign', 'sin', 'sinh', 'softplus'],
  ...['sqrt', 'square', 'tan', 'tanh', 'relu', 'relu6', 'elu', 'selu', 'gelu', 'silu', 'mish'],
  ...[
    'leakyRelu',
    'hardSigmoid',
    'softsign',
    'celu',
    'glu',
    'sparsemax',
    'squareplus',
    'logSigmoid',
  ],
] as const;
const binary = [
  ...[
    'add',
    'sub',
    'mul',
    'div',
    'pow',
    'maximum',
    'minimum',
    'mod',
    'floorDiv',
    'squaredDifference',
  ],
] as const;
const comparisons = ['equal', 'notEqual', 'less', 'lessEqual', 'greater', 'greaterEqual'] as const;

type Operation = (...operands: unknown[]) => my.Tensor;
const operation = (name: string): Operation =>
  (my as unknown as Record<string, Operation>)[name] as Operation;

const cases: Record<string, Case> = {
  ...Object.fromEntries(
    unary.map((name) => [
      name,
      differentiated(({ x }) =>
        operation(name)(x, name === 'leakyRelu' ? { negativeSlope: 0.3 } : undefined),
      ),
    ]),
  ),
  ...Object.fromEntries(
    binary.map((name) => [name, differentiated(({ x, row }) => operation(name)(x, row), 'row')]),
  ),
  ...Object.fromEntries(comparisons.map((name) => [name, ({ x, row }) => operation(name)(x, row)])),
  'integer arithmetic': ({ whole }) => [
    whole.add(whole),
    whole.mul(my.cast(2, 'int32')),
    whole.abs(),
    whole.sum(0),
  ],
  logic: ({ choice, x }) => [
    my.logicalAnd(choice, my.greater(x, 0.5)),
    my.logicalOr(choice, my.isNaN(x)),
    my.logicalNot(choice),
    my.isFinite(x),
    tf.isInf(x as never) as never,
    my.any(choice, 1),
    my.all(choice, [0], true),
    my.sum(choice),
  ],
  where: differentiated(({ x, choice, row }) => my.where(choice, x.mul(2), row)),
  'where with a condition of one column': differentiated(({ x }) =>
    my.where(my.greater(x.sum(1, true), 2), x, 0),
  ),
  clip: differentiated(({ x }) => my.clip(x, 0.3, 0.6)),
  cast: ({ x, whole, choice }) => [
    x.cast('int32'),
    whole.cast('bool'),
    choice.cast('float32'),
    x.cast('bool'),
  ],
  softmax: differentiated(({ x }) => my.softmax(x)),
  'softmax along the first axis': differentiated(({ x }) => my.softmax(x, 0)),
  logSoftmax: differentiated(({ x }) => my.logSoftmax(x)),
  sum: differentiated(({ batch }) => my.sum(batch, [0, -1], true), 'batch'),
  mean: differentiated(({ batch }) => my.mean(batch, 1), 'batch'),
  'max and min': differentiated(({ x }) => my.max(x, 1).add(my.min(x, -1)).add(my.max(x))),
  prod: differentiated(({ x }) => my.prod(x, 1)),
  moments: differentiated(({ x }) => my.moments(x, 0).variance),
  logSumExp: differentiated(({ x }) => my.logSumExp(x, 1, true)),
  cumulativeSum: differentiated(({ x }) => my.cumulativeSum(x, 1)),
  'argMax, argMin and topK': ({ x }) => {
    const { values, indices } = my.topK(x, 2);
    return [my.argMax(x, 0), my.argMin(x), values, indices];
  },
  'matMul, transposed and not': differentiated(({ x, y }) =>
    my.matMul(x, y, { transposeB: true }).add(my.matMul(x, y, { transposeA: true }).sum()),
  ),
  'matMul of batches': differentiated(
    ({ batch, x }) => my.matMul(batch, x, { transposeB: true }),
    'batch',
  ),
  'matMul of a transposed batch': differentiated(
    ({ batch }) => my.matMul(batch, batch, { transposeA: true }),
    'batch',
  ),
  norm: differentiated(({ x }) => my.norm(x, 1)),
  'reshape and its like': differentiated(({ x }) =>
    my.squeeze(my.expandDims(x.reshape([2, -1]), 1)),
  ),
  transpose: differentiated(({ batch }) => batch.transpose([2, 0, 1]), 'batch'),
  concat: differentiated(({ x, y }) => my.concat([x, y, x], 1)),
  stack: differentiated(({ x, y }) => my.stack([x, y], 1)),
  unstack: differentiated(({ x }) => (my.unstack(x, 1)[2] as my.Tensor).mul(2)),
  split: differentiated(({ x }) => (my.split(x, [1, 3], 1)[1] as my.Tensor).mul(2)),
  'split into equal parts': ({ x }) => my.split(x, 2, 1),
  slice: differentiated(({ x }) => my.slice(x, [1, 0], [-1, 2])),
  gather: differentiated(({ x }) =>
    my.gather(
      x,
      [
        [0, 2],
        [2, 2],
      ],
      1,
    ),
  ),
  pad: differentiated(({ x }) =>
    my.pad(
      x,
      [
        [1, 0],
        [0, 2],
      ],
      0.5,
    ),
  ),
  tile: differentiated(({ x }) => my.tile(x, [2, 3])),
  reverse: differentiated(({ x }) => my.reverse(x, 1)),
  broadcastTo: differentiated(({ row }) => my.broadcastTo(row, [2, 3, 4]), 'row'),
  oneHot: ({ whole }) => my.oneHot(whole, 5),
  creation: ({ x }) => [
    my.range(0, 5, 2).add(my.linspace(0, 1, 3)),
    my.fill([2], 3),
    my.eye(2, 3),
    my.onesLike(x),
    my.zerosLike(x),
  ],
  randomUniform: ({ x }) =>
    my.randomUniform(x.shape, {
      seed: my.scalar(3, 'int32'),
      step: my.scalar(1, 'int32'),
      stream: 4000000000,
    }),
  'conv2d with padding and strides': differentiated(
    ({ image }) => conv(image, { strides: [2, 1], padding: 'same' }),
    'image',
  ),
  'conv2d, derivative by the kernel': ({ image }) => {
    const kernel = my.fill([2, 3, 3, 4], 0.1);
    const { gradients } = my.valueAndGradients(
      () => my.conv2d(image, kernel).square().sum(),
      [kernel],
    );
    return gradients[0] as my.Tensor;
  },
  'conv2d with dilations': ({ image }) => conv(image, { dilations: [2, 2] }),
  maxPool2d: differentiated(({ image }) => my.maxPool2d(image, [2, 2]), 'image'),
  avgPool2d: differentiated(
    ({ image }) => my.avgPool2d(image, [3, 2], { padding: 'same' }),
    'image',
  ),
};

function conv(image: my.Tensor, options: my.ConvolutionOptions): my.Tensor {
  return my.conv2d(image, my.fill([2, 3, 3, 4], 0.1), options);
}

/** Kernels that only tfjs's own functions reach. */
const direct: Record<string, Case> = {
  'functions of one variable': ({ x }) => [
    ...[tf.asinh, tf.acosh, tf.atanh].map((f) =>
      own(f(tf.add(foreign(x), f === tf.acosh ? 1 : 0))),
    ),
    own(tf.step(foreign(x), -1)),
    own(tf.prelu(foreign(x), tf.scalar(0.2))),
    own(tf.addN([foreign(x), foreign(x)])),
    own(tf.atan2(foreign(x), foreign(x))),
  ],
  'floorDiv of whole numbers': ({ whole }) =>
    own(tf.floorDiv(foreign(whole), tf.scalar(2, 'int32'))),
  batchNorm: ({ x, row }) => own(tf.batchNorm(foreign(x), foreign(row), foreign(row))),
  cumprod: ({ x }) => own(tf.cumprod(foreign(x), 1, true, true)),
  'gathering and scattering at positions': ({ x }) => {
    const positions = tf.tensor2d([0, 1, 2, 3], [2, 2], 'int32');
    const picked = tf.gatherND(foreign(x), positions);
    return [own(picked), own(tf.scatterND(positions, picked, [3, 4]))];
  },
  stridedSlice: ({ x }) => [
    own(tf.stridedSlice(foreign(x), [0, 3], [3, 0], [2, -2])),
    own(tf.stridedSlice(foreign(x), [1, 0], [2, 4], [1, 2], 0, 0, 0, 0, 1)),
  ],
  mirrorPad: ({ x }) =>
    own(
      tf.mirrorPad(
        foreign(x),
        [
          [1, 1],
          [0, 2],
        ],
        'reflect',
      ),
    ),
  depthwise: ({ image }) => {
    const filter = tf.fill([2, 2, 3, 2], 0.1) as tf.Tensor4D;
    const run = (t: tf.Tensor): tf.Tensor =>
      tf.depthwiseConv2d(t as tf.Tensor4D, filter, 1, 'same');
    const byFilter = tf.grad((w) =>
      tf.depthwiseConv2d(foreign(image) as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid'),
    );
    return [own(run(foreign(image))), own(tf.grad(run)(foreign(image))), own(byFilter(filter))];
  },
  resizing: ({ image }) =>
    [tf.image.resizeBilinear, tf.image.resizeNearestNeighbor].flatMap((resize) => {
      const run = (t: tf.Tensor): tf.Tensor => resize(t as tf.Tensor4D, [4, 7]);
      const square = tf.slice(foreign(image), [0, 0, 0, 0], [2, 5, 5, 3]);
      return [own(run(square)), own(tf.grad(run)(square))];
    }),
};

const foreign = (tensor: my.Tensor): tf.Tensor => tensor as unknown as tf.Tensor;
const own = (tensor: tf.Tensor): my.Tensor => tensor as unknown as my.Tensor;

const inputs: InputDeclaration[] = Object.entries(shapes).map(([name, [dtype, ...shape]]) => ({
  name,
  role: 'batch',
  shape,
  dtype,
}));

/** Numbers from 0.1 to 0.9, whole ones from 0 to 3, yes and no. */
function numbers(): Tensors {
  const source = new my.RandomSource(4);
  const made = inputs.map(({ name, shape, dtype }) => {
    const size = my.shapeSize(shape);
    const next = {
      float32: () => source.uniform(0.1, 0.9),
      int32: () => source.integer(4),
      bool: () => source.integer(2),
    };
    const values = Float32Array.from({ length: size }, next[dtype]);
    return [name, my.tensor(new my.NdArray(values, shape), dtype)];
  });
  return Object.fromEntries(made) as Tensors;
}

onEachBackend('shape rules', () => {
  const seen = new Set<string>();

  test.each(Object.entries({ ...cases, ...direct }))('say what becomes of %s', (_name, run) => {
    const outputsOf = (given: Tensors): CapturedOutput[] =>
      [run(given)].flat().map((tensor, i) => ({ role: 'result', name: `${i}`, tensor }));
    const program = captureProgram({
      name: 'case',
      inputs,
      compute: (given) => outputsOf(given as Tensors),
    });
    for (const { kernel } of program.operations) seen.add(kernel);
    my.tidy(() => {
      const given = numbers();
      const eager = outputsOf(given);
      const expected = numbersOf(new Map(eager.map(({ name, tensor }) => [name, tensor])));
      const actual = numbersOf(interpret(program, { ...given }));
      expect(largestDifference(actual, expected)).toBeLessThan(1e-6);
    });
  });

  afterAll(() => {
    const untried = Object.keys(shapeRules).filter((kernel) => !seen.has(kernel));
    expect(untried).toEqual(['BroadcastTo']);
  });
});
