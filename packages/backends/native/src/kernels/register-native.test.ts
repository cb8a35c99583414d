import { cpu } from '@myelin/backend-cpu';
import { RandomSource, useBackend } from '@myelin/core';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { largestDifference } from '../../../../program/test-support/compare-results.ts';
import { withEngine } from '../../test-support/with-engine.ts';
import { native } from '../native.ts';
import { EngineKernels } from './engine-kernel.ts';

const random = new RandomSource(3);
const floats = (shape: number[], from = -2, to = 2): (() => tf.Tensor) => {
  const values = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () =>
    random.uniform(from, to),
  );
  return () => tf.tensor(values, shape);
};
const integers = (shape: number[], below: number): (() => tf.Tensor) => {
  const values = Int32Array.from({ length: tf.util.sizeFromShape(shape) }, () =>
    random.integer(below),
  );
  return () => tf.tensor(values, shape, 'int32');
};

type Images = tf.Tensor4D;

/** What a user might compute with large tensors, with what it is computed of. */
const operations: Readonly<
  Record<string, readonly [(...x: tf.Tensor[]) => tf.Tensor | tf.Tensor[], ...(() => tf.Tensor)[]]>
> = {
  'matMul, both transposed': [
    (a, b) => tf.matMul(a!, b!, true, true),
    floats([90, 70]),
    floats([50, 90]),
  ],
  'matMul of batches': [(a, b) => tf.matMul(a!, b!), floats([4, 30, 40]), floats([40, 50])],
  'add, broadcast': [(a, b) => tf.add(a!, b!), floats([70, 80]), floats([80])],
  'relu of a difference': [(a, b) => tf.relu(tf.sub(a!, b!)), floats([9000]), floats([9000])],
  'exp, log, tanh, sigmoid': [
    (a) => [tf.exp(a!), tf.log(a!), tf.tanh(a!), tf.sigmoid(a!)],
    floats([97, 61], 0.1, 3),
  ],
  'sums and means': [
    (a) => [tf.sum(a!, 0), tf.mean(a!, 1), tf.max(a!), tf.argMax(a!, 1)],
    floats([77, 93]),
  ],
  softmax: [(a) => tf.softmax(a!), floats([100, 67])],
  'conv2d, same': [
    (x, w) => tf.conv2d(x as Images, w as Images, 1, 'same'),
    floats([4, 17, 15, 8]),
    floats([3, 3, 8, 10]),
  ],
  'maxPool and avgPool': [
    (x) => [tf.maxPool(x as Images, 3, 2, 'valid'), tf.avgPool(x as Images, 2, 2, 'same')],
    floats([3, 21, 20, 8]),
  ],
  'transpose, reverse, pad, tile': [
    (x) => [
      tf.transpose(x!, [2, 0, 1]),
      tf.reverse(x!, [1]),
      tf.pad(
        x!,
        [
          [1, 2],
          [0, 1],
          [3, 0],
        ],
        7,
      ),
      tf.tile(x!, [1, 2, 1]),
    ],
    floats([12, 31, 17]),
  ],
  'gather and oneHot': [
    (x, i) => [tf.gather(x!, i as tf.Tensor1D), tf.oneHot(i!, 9)],
    floats([9, 800]),
    integers([600], 9),
  ],
  'comparisons and where': [
    (a, b) => [tf.greater(a!, b!), tf.where(tf.less(a!, b!), a!, b!)],
    floats([80, 90]),
    floats([80, 90]),
  ],
  'whole numbers': [
    (a, b) => [tf.add(a!, b!), tf.mul(a!, b!), tf.equal(a!, b!), tf.cast(a!, 'float32')],
    integers([5000], 7),
    integers([5000], 7),
  ],
  'a number cast before': [
    (a, b) => tf.mul(tf.cast(a!, 'float32'), b!),
    integers([5000], 7),
    floats([5000]),
  ],
};

function results(name: string, times: number): Map<string, Float32Array>[] {
  const [compute, ...inputs] = operations[name]!;
  return Array.from({ length: times }, () => {
    const found = new Map<string, Float32Array>();
    tf.tidy(() => {
      for (const [i, tensor] of [compute(...inputs.map((make) => make()))].flat().entries()) {
        const { dtype, shape } = tensor;
        found.set(`${i} ${dtype} ${shape}`, tensor.dataSync() as Float32Array);
      }
    });
    return found;
  });
}

withEngine('single operations', ({ binding }) => {
  test.each(Object.keys(operations))('%s: as on the cpu, again and again', async (name) => {
    await useBackend(cpu);
    const [expected] = results(name, 1);
    await useBackend(native);
    for (const found of results(name, 3)) {
      expect([...found.keys()]).toEqual([...expected!.keys()]);
      expect(largestDifference(found, expected!)).toBeLessThan(1e-5);
    }
  });

  test('large calls are taken over from the second time on, small and unknown ones are not', () => {
    const session = new binding.NativeSession(1, binding.instructionSets()[0]!);
    const engine = new EngineKernels(session);
    const x = { shape: [5000], dtype: 'float32' as const, values: new Float32Array(5000).fill(-3) };
    const call = { kernel: 'Abs', inputs: { x }, attributes: {} };
    expect(engine.run(call)).toBeUndefined();
    expect(engine.run(call)![0]!.values[4999]).toBe(3);
    const unknown = { ...call, kernel: 'FFT' };
    expect(engine.run(unknown)).toBeUndefined();
    expect(engine.run(unknown)).toBeUndefined();
  });

  test('gradients are those of the cpu', async () => {
    const x = floats([64, 100]);
    const w = floats([100, 80]);
    const gradient = (): Float32Array =>
      tf.tidy(() => {
        const [dw] = tf.grads((a: tf.Tensor, b: tf.Tensor) =>
          tf.mean(tf.square(tf.sub(tf.relu(tf.matMul(a, b)), 1))),
        )([x(), w()]);
        return dw!.dataSync() as Float32Array;
      });
    await useBackend(cpu);
    const expected = new Map([['dx', gradient()]]);
    await useBackend(native);
    for (let i = 0; i < 3; i++) {
      expect(largestDifference(new Map([['dx', gradient()]]), expected)).toBeLessThan(1e-5);
    }
  });
});
