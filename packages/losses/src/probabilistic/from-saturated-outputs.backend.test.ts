import { sigmoid, softmax, sum, tensor, valueAndGradients } from '@myelin/core';
import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { BinaryCrossentropy } from './binary-crossentropy.ts';
import { CategoricalCrossentropy } from './categorical-crossentropy.ts';
import { SparseCategoricalCrossentropy } from './sparse-categorical-crossentropy.ts';

// By hand: the softmax of [40, 0] is [1, e⁻⁴⁰]. For class 1 the loss is 40 and its gradient [1, -1]; from the
// clipped probabilities it would be 16.118 and 0, and nothing would ever be learnt.
onEachBackend('crossentropies of saturated outputs keep their gradient', () => {
  test.each([
    {
      name: 'sparse',
      loss: () => new SparseCategoricalCrossentropy(),
      activation: softmax,
      yTrue: [1],
      logits: [[40, 0]],
      value: 40,
      gradient: [[1, -1]],
    },
    {
      name: 'categorical',
      loss: () => new CategoricalCrossentropy(),
      activation: softmax,
      yTrue: [[0, 1]],
      logits: [[40, 0]],
      value: 40,
      gradient: [[1, -1]],
    },
    {
      name: 'binary',
      loss: () => new BinaryCrossentropy(),
      activation: sigmoid,
      yTrue: [[1]],
      logits: [[-40]],
      value: 40,
      gradient: [[-1]],
    },
  ])('$name', ({ loss, activation, yTrue, logits, value, gradient }) => {
    const x = tensor(logits, 'float32');
    const result = valueAndGradients(() => sum(loss().apply(yTrue, activation(x))), [x]);
    expectClose(result.value, value);
    expectClose(result.gradients[0]!, gradient);
  });

  test('probabilities of unknown origin are clipped as ever', () => {
    const loss = new BinaryCrossentropy().apply([[1]], [[0]]);
    expect(loss.dataSync()[0]).toBeCloseTo(16.118096, 4);
  });
});
