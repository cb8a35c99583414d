import { softmax, sum, tensor, valueAndGradients } from '@myelin/core';
import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import {
  CategoricalGeneralizedCrossEntropy,
  categoricalGeneralizedCrossEntropy,
} from './categorical-generalized-cross-entropy.ts';

onEachBackend('CategoricalGeneralizedCrossEntropy', () => {
  test('a probability of 0 costs 1 / q, and has a finite gradient, none for the others', () => {
    const p = tensor(
      [
        [0, 1],
        [0, 1],
      ],
      'float32',
    );
    const { value, gradients } = valueAndGradients(
      () => sum(categoricalGeneralizedCrossEntropy([0, 1], p, { q: 0.5 })),
      [p],
    );
    expectClose(value, 2);
    expectClose(gradients[0]!, [
      [-3162.2777, 0], // -(1e-7)^-0.5
      [0, -1],
    ]);
  });

  test('behind a softmax the gradient is that of the logits', () => {
    // p[y] is e⁻⁴⁰: the loss is (1 - e⁻²⁰) / 0.5, its slope -p^q · (1 - p) = -e⁻²⁰.
    const logits = tensor(
      [
        [0, 40],
        [3, 3],
      ],
      'float32',
    );
    const { value, gradients } = valueAndGradients(
      () => sum(categoricalGeneralizedCrossEntropy([0, 0], softmax(logits))),
      [logits],
    );
    expectClose(value, 2 + (1 - Math.SQRT1_2) / 0.5);
    expectClose(
      gradients[0]!,
      [
        [-2.0611536e-9, 2.0611536e-9],
        [-Math.SQRT1_2 / 2, Math.SQRT1_2 / 2],
      ],
      { absolute: 1e-12, relative: 1e-4 },
    );
  });

  test('one-hot targets and outputs without classes are refused', () => {
    expect(() => new CategoricalGeneralizedCrossEntropy().apply([[0, 1]], [[0.1, 0.9]])).toThrow(
      /for one-hot targets use the loss categorical_crossentropy/,
    );
    expect(() => new CategoricalGeneralizedCrossEntropy().apply([0], [[1]])).toThrow(
      /at least 2 classes/,
    );
  });

  test.each([0, 1, Number.NaN])('q of %d is refused', (q) => {
    expect(() => new CategoricalGeneralizedCrossEntropy({ q })).toThrow(
      `CategoricalGeneralizedCrossEntropy: \`q\` must be a number above 0 and below 1, received ${q}.\n  Fix: pass for example { q: 0.5 }.`,
    );
  });
});
