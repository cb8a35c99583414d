import {
  abs,
  all,
  any,
  argMax,
  broadcastTo,
  clip,
  concat,
  cumulativeSum,
  elu,
  floorDiv,
  gather,
  gradient,
  greater,
  leakyRelu,
  logSoftmax,
  logSumExp,
  matMul,
  max,
  mean,
  min,
  moments,
  mul,
  norm,
  oneHot,
  pad,
  pow,
  prod,
  RandomSource,
  relu6,
  reshape,
  reverse,
  selu,
  slice,
  softmax,
  split,
  square,
  stack,
  sum,
  type Tensor,
  tensor,
  tidy,
  tile,
  transpose,
  unstack,
  where,
} from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { problemsOf } from '../../test-support/check-schedule.ts';
import { largestDifference, numbersOf } from '../../test-support/compare-results.ts';
import { captureProgram } from '../capture/capture-program.ts';
import { interpret } from '../interpreter/interpret.ts';
import { isElementwise, isReduction } from '../ir/primitives.ts';
import { scheduleProgram } from '../schedule/schedule-program.ts';
import { optimize } from './optimize.ts';

const functions: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  relu6: (x) => relu6(x.mul(9)),
  elu,
  selu,
  leakyRelu: (x) => leakyRelu(x, { negativeSlope: 0.3 }),
  clip: (x) => clip(x, -0.4, 0.6),
  softmax: (x) => square(softmax(x)),
  'softmax along rows': (x) => square(softmax(x, 0)),
  logSoftmax: (x) => square(logSoftmax(x)),
  logSumExp: (x) => logSumExp(x, 1),
  mean: (x) => square(mean(x, 0, true)),
  moments: (x) => moments(x, 1).variance,
  norm: (x) => norm(x, 1),
  max: (x) => square(max(x, -1)),
  min: (x) => square(min(x)),
  prod: (x) => prod(x, 1),
  pow: (x) => pow(x, 3),
  where: (x) => where(greater(x, 0.1), square(x), x.mul(3)),
  conditions: (x) => x.mul(any(greater(x, 0.5), 1, true).cast('float32')),
  'all of them': (x) => x.mul(all(greater(x, -2)).cast('float32')),
  stack: (x) => square(stack([x, x.mul(2)], 1)),
  unstack: (x) => square(unstack(x, 1)[2] as Tensor),
  split: (x) => square(split(x, [1, 3], 1)[1] as Tensor),
  concat: (x) => square(concat([x, x.mul(2)], 1)),
  tile: (x) => square(tile(x, [2, 1])),
  broadcastTo: (x) => square(broadcastTo(x, [2, 3, 4])),
  gather: (x) => square(gather(x, [2, 0, 2])),
  slice: (x) => square(slice(x, [1, 0], [2, -1])),
  pad: (x) => square(pad(x, [[1, 0], [0, 2]], 0.5)), // biome-ignore format: pairs read better on one line
  reverse: (x) => reverse(x, 1).mul(x),
  cumulativeSum: (x) => square(cumulativeSum(x)),
  'transposed product': (x) => square(matMul(transpose(x), x)),
  oneHot: (x) => x.mul(oneHot(argMax(x), 4)),
  floorDiv: (x) => x.mul(floorDiv(x, 0.3)),
  // Weights that are stretched over the values they multiply, behind a constant factor.
  'weighted losses': (x) => {
    const losses = mean(abs(reshape(slice(x, [0, 0], [3, 3]), [3, 3, 1])), -1);
    return mul(mul(100, losses), slice(x, [0, 3], [3, 1]));
  },
};

const source = new RandomSource(5);
const numbers = Float32Array.from({ length: 12 }, () => source.uniform(-1.5, 1.5));

onEachBackend('Captured gradients', () => {
  test.each(Object.entries(functions))('the gradient of %s stays the same', (_, f) => {
    const slope = gradient((x) => sum(f(x)));
    const program = captureProgram({
      name: 'gradient',
      inputs: [{ name: 'x', role: 'batch', shape: [3, 4], dtype: 'float32' }],
      compute: ({ x }) => [
        { role: 'result', name: 'y', tensor: f(x as Tensor) },
        { role: 'result', name: 'slope', tensor: slope(x as Tensor) },
      ],
    });
    const best = optimize(program);
    const off = tidy(() => {
      const given = { x: tensor(Array.from(numbers), 'float32', [3, 4]) };
      return largestDifference(
        numbersOf(interpret(best, given)),
        numbersOf(interpret(program, given)),
      );
    });
    expect(off).toBeLessThan(2e-6);
    expect(problemsOf(scheduleProgram(best))).toEqual([]);
    expect(best.operations.length).toBeLessThanOrEqual(program.operations.length);
  });

  test('activations and softmax come down to element-wise work and reductions', () => {
    for (const name of [
      'relu6',
      'elu',
      'selu',
      'leakyRelu',
      'clip',
      'softmax',
      'logSoftmax',
      'tile',
    ]) {
      const program = captureProgram({
        name,
        inputs: [{ name: 'x', role: 'batch', shape: [3, 4], dtype: 'float32' }],
        compute: ({ x }) => [{ role: 'result', name: 'y', tensor: functions[name]!(x as Tensor) }],
      });
      for (const operation of optimize(program).operations) {
        const isSimple = isElementwise(operation) || isReduction(operation);
        expect(isSimple || operation.kernel === 'Reshape', operation.kernel).toBe(true);
      }
    }
  });
});
