/** Focal crossentropies where a power, a logarithm or a quotient could go wrong. */

import { sigmoid, softmax, sum, tensor, valueAndGradients } from '@myelin/core';
import { arrayOf, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { binaryCrossentropy } from './binary-crossentropy.ts';
import { BinaryFocalCrossentropy, binaryFocalCrossentropy } from './binary-focal-crossentropy.ts';
import { categoricalCrossentropy } from './categorical-crossentropy.ts';
import {
  CategoricalFocalCrossentropy,
  categoricalFocalCrossentropy,
} from './categorical-focal-crossentropy.ts';

const gradientOf = (
  f: (x: ReturnType<typeof tensor>) => ReturnType<typeof tensor>,
  at: number[][],
) => {
  const x = tensor(at, 'float32');
  return valueAndGradients(() => sum(f(x)), [x]).gradients[0]!;
};

onEachBackend('Focal crossentropies', () => {
  test('by hand: (1 - q)² · -log q, and weights of 0.25 and 0.75', () => {
    const one = 0.2 ** 2 * -Math.log(0.8);
    const zero = 0.3 ** 2 * -Math.log(0.7);
    expectClose(binaryFocalCrossentropy([[1, 0]], [[0.8, 0.3]]), [(one + zero) / 2]);
    expectClose(binaryFocalCrossentropy([[1, 0]], [[0.8, 0.3]], { applyClassBalancing: true }), [
      (0.25 * one + 0.75 * zero) / 2,
    ]);
    expectClose(categoricalFocalCrossentropy([[1, 0]], [[0.8, 0.2]], { alpha: [2, 5] }), [2 * one]);
  });

  test('with gamma 0 they are plain crossentropies, certain predictions included', () => {
    const yPred = [
      [0, 1],
      [0.3, 0.7],
    ];
    const yTrue = [
      [0, 1],
      [1, 0],
    ];
    expectClose(
      binaryFocalCrossentropy(yTrue, yPred, { gamma: 0 }),
      arrayOf(binaryCrossentropy(yTrue, yPred)),
    );
    expectClose(
      categoricalFocalCrossentropy(yTrue, yPred, { gamma: 0, alpha: 1 }),
      arrayOf(categoricalCrossentropy(yTrue, yPred)),
    );
    const slope = gradientOf((x) => binaryFocalCrossentropy([[1]], x, { gamma: 0 }), [[1]]);
    expectClose(slope, [[0]]); // clipped
  });

  test.each([0.5, 1, 1.5, 2, 5])('certain predictions have finite gradients: gamma %d', (gamma) => {
    const one = gradientOf((x) => binaryFocalCrossentropy([[1, 0]], x, { gamma }), [[1, 0]]);
    expectClose(one, [[0, 0]], { absolute: 1e-3, relative: 0 }); // The power of 0.5 stops at 1e-7.
    const classes = gradientOf(
      (x) => categoricalFocalCrossentropy([[1, 0]], x, { gamma }),
      [[1, 0]],
    );
    expectClose(classes, [[0, 0]], { absolute: 1e-3, relative: 0 });
  });

  test('huge logits give exact losses and gradients, also behind sigmoid and softmax', () => {
    // 1 - q is 1 there: the loss is -log q = 100, and falls by 1 for each unit of the logit.
    const binary = (yPred: ReturnType<typeof tensor>, fromLogits: boolean) =>
      binaryFocalCrossentropy([[1, 0]], yPred, { fromLogits });
    const at = [[-100, 100]];
    expectClose(binary(tensor(at, 'float32'), true), [100]);
    expectClose(
      gradientOf((x) => binary(x, true), at),
      [[-0.5, 0.5]],
    );
    expectClose(
      gradientOf((x) => binary(sigmoid(x), false), at),
      [[-0.5, 0.5]],
    );
    const categorical = (yPred: ReturnType<typeof tensor>, fromLogits: boolean) =>
      categoricalFocalCrossentropy([[1, 0]], yPred, { fromLogits });
    expectClose(categorical(tensor(at, 'float32'), true), [50]); // 0.25 · 200
    expectClose(
      gradientOf((x) => categorical(x, true), at),
      [[-0.25, 0.25]],
    );
    expectClose(
      gradientOf((x) => categorical(softmax(x), false), at),
      [[-0.25, 0.25]],
    );
  });

  test('logits that are nearly right keep their digits', () => {
    // 1 - q = e⁻¹⁵ / (1 + e⁻¹⁵) = 3.059e-7, the loss (3.059e-7)² · 3.059e-7
    using value = binaryFocalCrossentropy([[1]], [[15]], { fromLogits: true });
    expectClose(value, [2.8625e-20], { absolute: 0, relative: 1e-3 });
  });

  test('weights of classes follow the axis of the classes', () => {
    const value = categoricalFocalCrossentropy(
      [
        [1, 0],
        [0, 1],
        [0, 0],
      ],
      [
        [0.5, 0.2],
        [0.3, 0.5],
        [0.2, 0.3],
      ],
      { axis: 0, alpha: [1, 2, 3], gamma: 1 },
    );
    expectClose(value, [0.5 * Math.LN2, 2 * 0.5 * Math.LN2]);
  });

  test('options outside their domain are refused', () => {
    expect(() => new BinaryFocalCrossentropy({ gamma: -1 })).toThrow(
      'BinaryFocalCrossentropy: `gamma` must be a number of at least 0, received -1.\n  Fix: pass for example { gamma: 0 }.',
    );
    expect(() => new BinaryFocalCrossentropy({ alpha: 2 })).toThrow(/`alpha` must be a number/);
    expect(
      () => new BinaryFocalCrossentropy({ applyClassBalancing: 1 as unknown as boolean }),
    ).toThrow(/`applyClassBalancing` must be true or false, received 1/);
    expect(() => new CategoricalFocalCrossentropy({ alpha: [0.5, -1] })).toThrow(
      'CategoricalFocalCrossentropy: `alpha` must be a number of at least 0, or one for each class, received [0.5, -1].\n  Fix: pass for example { alpha: 0.25 } or { alpha: [0.2, 0.3, 0.5] }.',
    );
    expect(() => categoricalFocalCrossentropy([[1, 0]], [[1, 0]], { alpha: [1, 2, 3] })).toThrow(
      'categoricalFocalCrossentropy: `alpha` has 3 weights for 2 classes.\n  Fix: pass one weight for each class, or one number for all.',
    );
  });
});
