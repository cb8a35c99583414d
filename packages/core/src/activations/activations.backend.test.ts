import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { Tensor, TensorLike } from '../index.ts';
import {
  celu,
  elu,
  gelu,
  glu,
  hardShrink,
  hardSigmoid,
  hardSilu,
  hardTanh,
  leakyRelu,
  linear,
  logSigmoid,
  memory,
  mish,
  relu,
  relu6,
  ShapeError,
  selu,
  silu,
  softmax,
  softShrink,
  softsign,
  sparsemax,
  sparsePlus,
  sparseSigmoid,
  squareplus,
  sum,
  tanhShrink,
  tensor,
  threshold,
  valueAndGradients,
} from '../index.ts';

onEachBackend('Activations', () => {
  test('relu takes slope, maximum and threshold at once', () => {
    using y = relu([-2, 0.5, 1, 9], { negativeSlope: 0.1, maxValue: 3, threshold: 0.5 });
    expectClose(y, [-0.25, 0, 1, 3]); // 0.1 · (-2 - 0.5)
  });

  test('relu cut at 6 is relu6', () => {
    using a = relu([-1, 5, 7], { maxValue: 6 });
    using b = relu6([-1, 5, 7]);
    expectClose(a, [0, 5, 6]);
    expectClose(b, [0, 5, 6]);
  });

  test('threshold replaces values up to the limit', () => {
    using y = threshold([0.2, 0.5, 0.8], { threshold: 0.5, defaultValue: -1 });
    expectClose(y, [-1, -1, 0.8]);
  });

  test('sparsemax with two values above 0 sums to 1', () => {
    // Sorted 0.4, 0.2, 0.1, -0.3: 1 + 3 · 0.1 > 0.7 and 1 - 4 · 0.3 < 0.4, so three stay; τ = (0.7 - 1) / 3 = -0.1.
    using three = sparsemax([[0.1, 0.2, -0.3, 0.4]]);
    expectClose(three, [[0.2, 0.3, 0, 0.5]]);
    // Sorted 0.322, -0.482: τ = (-0.16 - 1) / 2 = -0.58.
    using two = sparsemax([[-2.576, -0.482, -1.594, 0.322]]);
    expectClose(two, [[0, 0.098, 0, 0.902]]);
  });

  test('the gradient of sparsemax is centered over the values above 0', () => {
    using x = tensor([[0.1, 0.2, -0.3, 0.4]]);
    using weight = tensor([[1, 2, 3, 6]], 'float32');
    const { value, gradients } = valueAndGradients(() => sum(sparsemax(x).mul(weight)), [x]);
    const [gradient] = gradients;
    expectClose(gradient as Tensor, [[-2, -1, 0, 3]]); // less (1 + 2 + 6) / 3, but 0 where x was cut
    value.dispose();
    gradient?.dispose();
  });

  test('glu gates one half of an axis by the other', () => {
    using y = glu([[2, 4, 0, 1000]]);
    expectClose(y, [[1, 4]]);
    expect(() => glu([[1, 2, 3]])).toThrow(ShapeError);
    expect(() => glu([[1, 2, 3]])).toThrow('axis -1 must have an even size, received shape [1, 3]');
  });

  test('softmax and its like stay finite at extremes', () => {
    using y = softmax([[1000, 1000, -1000]]);
    expectClose(y, [[0.5, 0.5, 0]]);
    using s = logSigmoid([-1000, 1000]);
    expectClose(s, [-1000, 0]);
  });

  test('linear hands a tensor on as it is', () => {
    using x = tensor([1, 2]);
    expect(linear(x)).toBe(x);
  });

  const all: readonly ((x: TensorLike) => Tensor)[] = [
    (x) => relu(x, { maxValue: 2, threshold: 0.5, negativeSlope: 0.1 }),
    relu6,
    leakyRelu,
    (x) => elu(x, { alpha: 2 }),
    celu,
    selu,
    gelu,
    silu,
    hardSilu,
    hardSigmoid,
    hardTanh,
    tanhShrink,
    logSigmoid,
    sparsePlus,
    sparseSigmoid,
    squareplus,
    softShrink,
    hardShrink,
    softsign,
    mish,
    glu,
    sparsemax,
    (x) => threshold(x, { threshold: 0, defaultValue: 0 }),
  ];

  test.each(all)('%# leaves nothing behind but its result', (run) => {
    const before = memory().tensors;
    run([[0.5, -1]]).dispose();
    expect(memory().tensors).toBe(before);
  });
});
