/** Derivatives of every loss against finite differences, away from kinks; those at kinks have tests of their own. */

import type { Loss, TensorLike } from '@myelin/core';
import { ndArray } from '@myelin/core';
import { expectGradients, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import * as all from './index.ts';

const binary = [
  [0, 1, 0],
  [1, 0, 1],
];
const oneHot = [
  [0, 1, 0],
  [1, 0, 0],
];
const numbers = [
  [0.4, 1.2, 3],
  [2, 0.1, 0.5],
];
const indices = [2, 0];

const cases: { loss: Loss; yTrue: TensorLike }[] = [
  { loss: new all.MeanSquaredError(), yTrue: numbers },
  { loss: new all.MeanAbsoluteError(), yTrue: numbers },
  { loss: new all.MeanAbsolutePercentageError(), yTrue: numbers },
  { loss: new all.MeanSquaredLogarithmicError(), yTrue: numbers },
  { loss: new all.LogCosh(), yTrue: numbers },
  { loss: new all.Huber({ delta: 0.8 }), yTrue: numbers },
  { loss: new all.CosineSimilarity(), yTrue: numbers },
  { loss: new all.Poisson(), yTrue: numbers },
  {
    loss: new all.KLDivergence(),
    yTrue: [
      [0.2, 0.5, 0.3],
      [0.1, 0.1, 0.8],
    ],
  },
  { loss: new all.BinaryCrossentropy(), yTrue: binary },
  { loss: new all.BinaryCrossentropy({ fromLogits: true, labelSmoothing: 0.3 }), yTrue: binary },
  { loss: new all.BinaryFocalCrossentropy(), yTrue: binary },
  { loss: new all.BinaryFocalCrossentropy({ fromLogits: true, gamma: 1.5 }), yTrue: binary },
  {
    loss: new all.BinaryFocalCrossentropy({ applyClassBalancing: true, gamma: 0.5 }),
    yTrue: binary,
  },
  { loss: new all.CategoricalCrossentropy({ labelSmoothing: 0.2 }), yTrue: oneHot },
  { loss: new all.CategoricalCrossentropy({ fromLogits: true }), yTrue: oneHot },
  { loss: new all.CategoricalFocalCrossentropy({ alpha: [1, 2, 3] }), yTrue: oneHot },
  {
    loss: new all.CategoricalFocalCrossentropy({ fromLogits: true, gamma: 0.5, alpha: 1 }),
    yTrue: oneHot,
  },
  { loss: new all.SparseCategoricalCrossentropy(), yTrue: indices },
  { loss: new all.SparseCategoricalCrossentropy({ fromLogits: true }), yTrue: indices },
  { loss: new all.CategoricalGeneralizedCrossEntropy({ q: 0.7 }), yTrue: indices },
  { loss: new all.Hinge(), yTrue: binary },
  { loss: new all.SquaredHinge(), yTrue: binary },
  { loss: new all.CategoricalHinge(), yTrue: oneHot },
  { loss: new all.Dice({ axis: [1] }), yTrue: binary },
  { loss: new all.Tversky({ axis: [1], alpha: 0.3, beta: 0.7 }), yTrue: binary },
];

onEachBackend('Derivatives agree with finite differences', () => {
  test.each(cases)('$loss.className $loss.config', ({ loss, yTrue }) => {
    const at = ndArray([
      [0.2, 0.5, 0.3],
      [0.6, 0.3, 0.2],
    ]);
    expectGradients(
      (yPred) => loss.apply(yTrue, yPred, { sampleWeight: [1, 3] }),
      [{ name: 'yPred', at }],
    );
  });

  test('Dice and Tversky of a whole batch', () => {
    const at = ndArray([
      [0.2, 0.5, 0.3],
      [0.6, 0.3, 0.2],
    ]);
    for (const loss of [new all.Dice(), new all.Tversky()]) {
      expectGradients((yPred) => loss.apply(binary, yPred), [{ name: 'yPred', at }]);
    }
  });

  test('Circle', () => {
    const at = ndArray([
      [0.6, 0.8],
      [0.1, 0.9],
      [-0.7, 0.6],
      [0.5, -0.8],
    ]);
    const loss = new all.Circle({ gamma: 2 });
    expectGradients((yPred) => loss.apply([0, 0, 1, 1], yPred), [{ name: 'yPred', at }]);
  });

  test('CTC', () => {
    const at = ndArray([
      [
        [0.2, 0.5, 0.3],
        [0.6, -0.3, 0.2],
        [0.1, 0.2, 0.9],
        [0.4, 0.4, -1],
      ],
      [
        [1.2, 0.5, 0.3],
        [0.6, 0.3, 0.2],
        [0.1, -0.2, 0.9],
        [0.4, 0.4, -1],
      ],
    ]);
    const yTrue = [
      [1, 1],
      [2, 0],
    ];
    expectGradients((yPred) => new all.CTC().apply(yTrue, yPred), [{ name: 'yPred', at }]);
  });
});
