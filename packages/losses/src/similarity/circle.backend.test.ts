import { sum, tensor, valueAndGradients } from '@myelin/core';
import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Circle, circle } from './circle.ts';

const embeddings = [
  [1, 0],
  [0, 1],
  [0.6, 0.8],
];

onEachBackend('Circle', () => {
  // Distances: 1 between the two of class 0, 0.4 and 0.2 from them to the third. With the margin 0.4 the exponents are
  // 1.4 · 0.6 = 0.84, 1 · 0.2 = 0.2 and 1.2 · 0.4 = 0.48.
  test('by hand, with gamma 1', () => {
    const softplus = (x: number): number => Math.log1p(Math.exp(x));
    const wanted = [softplus(0.84 + 0.2), softplus(0.84 + 0.48), 0];
    expectClose(circle([0, 0, 1], embeddings, { gamma: 1 }), wanted);
    expectClose(circle([[0], [0], [1]], embeddings, { gamma: 1 }), wanted);
  });

  test('with the default gamma, values and gradients of Keras', () => {
    const yPred = tensor(embeddings, 'float32');
    const { value, gradients } = valueAndGradients(() => sum(circle([0, 0, 1], yPred)), [yPred]);
    expectClose(value, 188.80002);
    expectClose(gradients[0]!, [
      [57.6, -243.2],
      [-243.2, 102.4],
      [96, 128],
    ]);
  });

  test('samples without a pair do not count in the mean', () => {
    using value = new Circle().apply([0, 0, 1], embeddings);
    expectClose(value, 94.4);
    using total = new Circle({ reduction: 'sum' }).apply([0, 0, 1], embeddings);
    expectClose(total, 188.80002);
  });

  test.each([{ labels: [0, 1, 2] }, { labels: [4, 4, 4] }])(
    'labels $labels: no pairs to compare, no loss and no gradient',
    ({ labels }) => {
      const yPred = tensor(embeddings, 'float32');
      const { value, gradients } = valueAndGradients(
        () => new Circle().apply(labels, yPred),
        [yPred],
      );
      expectClose(value, 0);
      expectClose(gradients[0]!, [
        [0, 0],
        [0, 0],
        [0, 0],
      ]);
    },
  );

  test('samples can be compared with others than the batch', () => {
    const loss = circle([0], [[1, 0]], {
      refLabels: [0, 1],
      refEmbeddings: [
        [0, 1],
        [0.6, 0.8],
      ],
      removeDiagonal: false,
      gamma: 1,
    });
    expectClose(loss, [Math.log1p(Math.exp(1.04))]);
  });

  test('options and shapes that cannot be right are refused', () => {
    expect(() => new Circle({ gamma: 0 })).toThrow(/`gamma` must be a number above 0, received 0/);
    expect(() => new Circle({ margin: 2 })).toThrow(/`margin` must be a number of at least 0/);
    expect(() => new Circle({ removeDiagonal: 'no' as unknown as boolean })).toThrow(
      /`removeDiagonal` must be true or false, received "no"/,
    );
    expect(() => circle([0, 1], embeddings)).toThrow(
      'circle: needs embeddings of shape [n, size] and n labels, received embeddings of shape [3, 2] and labels of shape [2].\n  Fix: pass one vector and one whole number for each sample.',
    );
  });
});
