/**
 * Times every kernel of ours against the one of tfjs that it replaces; run after a build. Prints Markdown.
 *
 * Most of tfjs's element-wise kernels share one loop, which the engine specializes while it runs one operation only
 * and no longer once it has run several: an operation at the top of the list looks better than it is in a program.
 */

import { RandomSource, useBackend } from '@myelin/core';
import * as tf from '@tensorflow/tfjs-core';
import { cpu } from '../dist/index.js';
import { replacedKernel } from '../dist/kernels/kernel.js';
import { kernels } from '../dist/kernels/kernels.js';

/** Times are the least of as many as fit in here: other programs only ever make them longer. */
const MILLISECONDS_A_KERNEL = 400;

const pooling = { filterSize: [2, 2], strides: [2, 2], pad: 'valid' };
const convolution = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC', dilations: [1, 1] };
const [image, filter, map] = [
  [8, 13, 13, 32],
  [3, 3, 32, 64],
  [8, 11, 11, 64],
];

const cases = [
  ['BatchMatMul', { a: [32, 784], b: [784, 128] }, {}],
  ['BatchMatMul', { a: [32, 784], b: [32, 128] }, { transposeA: true }],
  ['BatchMatMul', { a: [32, 128], b: [128, 10] }, {}],
  ['BatchMatMul', { a: [32, 10], b: [128, 10] }, { transposeB: true }],
  ['BatchMatMul', { a: [256, 256], b: [256, 256] }, {}],
  ['Conv2D', { x: image, filter }, convolution],
  ['Conv2DBackpropFilter', { x: image, dy: map }, { ...convolution, filterShape: filter }],
  ['Conv2DBackpropInput', { dy: map, filter }, { ...convolution, inputShape: image }],
  ['MaxPool', { x: [8, 26, 26, 32] }, pooling],
  [
    'MaxPoolGrad',
    { dy: [8, 13, 13, 32], input: [8, 26, 26, 32], output: [8, 13, 13, 32] },
    pooling,
  ],
  ['AvgPool', { x: [8, 26, 26, 32] }, pooling],
  ['AvgPoolGrad', { dy: [8, 13, 13, 32], input: [8, 26, 26, 32] }, pooling],
  ['Add', { a: [784, 128], b: [784, 128] }, {}],
  ['Multiply', { a: [784, 128], b: [] }, {}],
  ['RealDiv', { a: [784, 128], b: [784, 128] }, {}],
  ['Add', { a: [128, 10], b: [10] }, {}],
  ['Sub', { a: [128, 10], b: [128, 1] }, {}],
  ['Maximum', { a: [784, 128], b: [] }, {}],
  ['Greater', { a: [784, 128], b: [] }, {}],
  ['SquaredDifference', { a: [784, 128], b: [784, 128] }, {}],
  ['Equal', { a: [784, 128], b: [784, 128] }, {}],
  ['Sqrt', { x: [784, 128] }, {}],
  ['Log', { x: [784, 128] }, {}],
  ['Step', { x: [784, 128] }, { alpha: 0 }],
  ['Neg', { x: [784, 128] }, {}],
  ['Exp', { x: [784, 128] }, {}],
  ['Tanh', { x: [784, 128] }, {}],
  ['Sigmoid', { x: [784, 128] }, {}],
  ['Relu', { x: [784, 128] }, {}],
  ['Sum', { x: [784, 128] }, { axis: 0 }],
  ['Sum', { x: [784, 128] }, { axis: 1 }],
  ['Mean', { x: [784, 128] }, { axis: 1 }],
  ['Softmax', { logits: [64, 256] }, { dim: -1 }],
  ['Transpose', { x: [784, 128] }, { perm: [1, 0] }],
  ['GatherV2', { x: [1000, 16] }, { axis: 0, batchDims: 0 }, { indices: [5000, 1000] }],
  ['UnsortedSegmentSum', { x: [5000, 16] }, { numSegments: 1000 }, { segmentIds: [5000, 1000] }],
];

await useBackend(cpu);
console.log('| kernel | shapes | tfjs, ms | ours, ms | times |\n|---|---|---|---|---|');
for (const [name, shapes, attrs, integers = {}] of cases) {
  const call = { inputs: inputs(shapes, integers), attrs, backend: tf.backend() };
  const ours = kernels.find((kernel) => kernel.name === name);
  const [theirTime, ourTime] = leastTimes([
    () => tf.tidy(() => release(replacedKernel(name).kernelFunc(call))),
    () => tf.tidy(() => release(ours.run(call))),
  ]);
  const listed = Object.values(shapes)
    .map((shape) => `[${shape}]`)
    .join(' ');
  const ratio = (theirTime / ourTime).toFixed(1);
  console.log(
    `| ${name} | ${listed} | ${theirTime.toFixed(3)} | ${ourTime.toFixed(3)} | ${ratio} |`,
  );
}

function inputs(shapes, integers) {
  const random = new RandomSource(1);
  const floats = Object.entries(shapes).map(([name, shape]) => [
    name,
    tf.tensor(
      tf.util
        .makeZerosTypedArray(tf.util.sizeFromShape(shape), 'float32')
        .map(() => random.normal()),
      shape,
    ),
  ]);
  const whole = Object.entries(integers).map(([name, [size, below]]) => [
    name,
    tf.tensor1d(
      Int32Array.from({ length: size }, () => random.integer(below)),
      'int32',
    ),
  ]);
  return Object.fromEntries([...floats, ...whole]);
}

function release({ dataId }) {
  tf.backend().disposeData(dataId);
}

/** Least time of each function in milliseconds; they take turns. */
function leastTimes(functions) {
  const least = functions.map(() => Number.POSITIVE_INFINITY);
  const end = performance.now() + MILLISECONDS_A_KERNEL * functions.length;
  for (let round = 0; round < 5 || performance.now() < end; round++) {
    for (const [i, run] of functions.entries()) {
      const start = performance.now();
      run();
      least[i] = Math.min(least[i], performance.now() - start);
    }
  }
  return least;
}
