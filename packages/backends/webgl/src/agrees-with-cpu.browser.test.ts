import { cpu } from '@myelin/backend-cpu';
import type { NdArray, Tensor } from '@myelin/core';
import * as core from '@myelin/core';
import { matMul, ndArray, sum, tensor, tidy, useBackend, valueAndGradients } from '@myelin/core';
import { arrayOf, expectClose, randomArray } from '@myelin/testkit';
import { describe, test } from 'vitest';
import { webgl } from './webgl.ts';

/** Values at which implementations differ: signs, halves, large and small ones, zeros. */
const tricky = ndArray([
  -100, -20.5, -3.5, -2.5, -1.5, -1, -0.5, -0.3, -1e-3, 0, 1e-3, 0.2, 0.5, 1, 1.5, 2.5, 3, 9.7, 30,
  88,
]).astype('float32');
const positive = tricky.map((x) => Math.abs(x) + 1e-3);
const unit = randomArray([20], 1).map((x) => Math.tanh(x) * 0.999);
const others = ndArray([3, -2, 2, 1, 0.5, -1, 4, 7, -0.25, 5]);

type Operation = (...inputs: Tensor[]) => Tensor;

const unary: Readonly<Record<string, NdArray>> = {
  abs: tricky,
  acos: unit,
  asin: unit,
  atan: tricky,
  ceil: tricky,
  cos: tricky,
  cosh: unit,
  elu: tricky,
  erf: tricky,
  exp: tricky,
  expm1: tricky,
  floor: tricky,
  log: positive,
  log1p: positive,
  logSoftmax: tricky,
  neg: tricky,
  reciprocal: positive,
  relu: tricky,
  round: tricky,
  rsqrt: positive,
  sigmoid: tricky,
  sign: tricky,
  sin: tricky,
  sinh: unit,
  softmax: tricky,
  softplus: tricky,
  sqrt: positive,
  square: tricky,
  tan: unit,
  tanh: tricky,
  isNaN: tricky,
  isFinite: tricky,
};

const trigonometric = { sin: 1, cos: 1 };

const binary = [
  'add sub mul div pow maximum minimum mod squaredDifference floorDiv equal notEqual',
  'greater greaterEqual less lessEqual',
].flatMap((names) => names.split(' '));

const image = randomArray([2, 6, 5, 3], 4);
const kernel = randomArray([3, 2, 3, 4], 5);
const table = randomArray([7, 5], 6);

const composed: Readonly<Record<string, readonly [operation: Operation, ...inputs: NdArray[]]>> = {
  'matMul, transposed': [
    (a, b) => matMul(a!, b!, { transposeA: true, transposeB: true }),
    table,
    randomArray([3, 7], 7),
  ],
  'matMul, a batch of the one with a matrix of the other': [
    (a, b) => matMul(a!, b!),
    randomArray([4, 2, 5], 8),
    randomArray([1, 5, 3], 9),
  ],
  'a sum of twelve tensors': [
    (x) =>
      Array.from({ length: 12 }, (_, i) => core.mul(x!, i + 1)).reduce((a, b) => core.add(a, b)),
    table,
  ],
  'a gradient that adds twelve terms': [(x) => gradientOf(() => uses(x!, 12), x!), table],
  'sum over each axis': [(x) => core.concat([core.sum(x!, 0), core.sum(x!, 1)]), table],
  'sum of 10 000 numbers': [(x) => sum(x!), randomArray([10_000], 10)],
  'mean and max over axes': [(x) => core.add(core.mean(x!, [1, 2]), core.max(x!, [1, 2])), image],
  'argMax, first of equals': [
    (x) => core.argMax(x!),
    ndArray([
      [1, 3, 3],
      [5, 5, 5],
    ]),
  ],
  topK: [(x) => core.topK(x!, 3).values, table],
  gather: [(x) => core.gather(x!, [3, 0, 6, 3]), table],
  'the gradient of gather': [
    (x) => gradientOf(() => sum(core.square(core.gather(x!, [3, 0, 6, 3]))), x!),
    table,
  ],
  where: [(x) => core.where(core.greater(x!, 0), x!, 0), table],
  'pad, slice, reverse, tile': [
    (x) =>
      core.tile(
        core.reverse(
          core.slice(
            core.pad(
              x!,
              [
                [1, 2],
                [0, 1],
              ],
              3,
            ),
            [1, 1],
          ),
          0,
        ),
        [2, 1],
      ),
    table,
  ],
  transpose: [(x) => core.transpose(x!, [3, 1, 0, 2]), image],
  conv2d: [(x, k) => core.conv2d(x!, k!, { padding: 'same', strides: [2, 1] }), image, kernel],
  'conv2d, dilated': [(x, k) => core.conv2d(x!, k!, { dilations: [2, 2] }), image, kernel],
  'the gradient of conv2d by its kernel': [
    (x, k) => gradientOf(() => sum(core.square(core.conv2d(x!, k!, { padding: 'same' }))), k!),
    image,
    kernel,
  ],
  'the gradient of conv2d by its image': [
    (x, k) => gradientOf(() => sum(core.square(core.conv2d(x!, k!, { strides: [2, 2] }))), x!),
    image,
    kernel,
  ],
  maxPool2d: [(x) => core.maxPool2d(x!, [2, 2], { padding: 'same' }), image],
  'the gradient of maxPool2d': [
    (x) => gradientOf(() => sum(core.square(core.maxPool2d(x!, [3, 2], { strides: [1, 1] }))), x!),
    image,
  ],
  avgPool2d: [(x) => core.avgPool2d(x!, [2, 2], { padding: 'same' }), image],
  'cumulated oneHot': [(x) => core.matMul(core.oneHot([0, 4, 6], 7), x!), table],
};

const gradientOf = (f: () => Tensor, x: Tensor): Tensor => valueAndGradients(f, [x]).gradients[0]!;

/** Uses `x` in so many places that its gradient is a sum of as many terms. */
const uses = (x: Tensor, times: number): Tensor =>
  Array.from({ length: times }, (_, i) => sum(core.mul(x, core.tanh(core.add(x, i))))).reduce(
    (a, b) => core.add(a, b),
  );

/** WebGL promises sines to 2^-11 only. */
const sines = { absolute: 2 ** -11, relative: 0 };

async function compare(
  operation: Operation,
  inputs: readonly NdArray[],
  tolerance: Parameters<typeof expectClose>[2] = 'output',
): Promise<void> {
  const run = () =>
    arrayOf(tidy(() => operation(...inputs.map((array) => tensor(array, 'float32')))));
  await useBackend(cpu);
  const expected = run();
  await useBackend(webgl);
  expectClose(tensor(run()), expected, tolerance);
}

const operations = core as unknown as Readonly<Record<string, Operation>>;

describe('webgl gives the numbers that cpu gives', () => {
  test.each(Object.entries(unary))('%s', (name, x) =>
    compare(operations[name]!, [x], name in trigonometric ? sines : 'output'),
  );

  test.each(binary)('%s, broadcast', (name) => {
    const a = name === 'pow' ? positive : tricky;
    return compare(operations[name]!, [a.reshape([20, 1]), others]);
  });

  test('pow of negative numbers to whole exponents', () =>
    compare(operations.pow!, [tricky.reshape([20, 1]), ndArray([0, 1, 2, 3])]));

  test.each(Object.entries(composed))('%s', (_, [operation, ...inputs]) =>
    compare(operation, inputs),
  );
});
