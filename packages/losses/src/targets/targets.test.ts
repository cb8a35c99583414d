/** What losses say of targets in ordinary memory, before training. */

import type { Loss, NestedArray, Shape } from '@myelin/core';
import { ndArray } from '@myelin/core';
import { expect, test } from 'vitest';
import * as all from '../index.ts';

const check = (loss: Loss, targets: NestedArray, yPred: Shape = [null, 3]): void =>
  loss.checkTargets?.(ndArray(targets), yPred);

test.each<{ loss: Loss; good: NestedArray; bad: NestedArray; problem: string }>([
  {
    loss: new all.BinaryCrossentropy(),
    good: [[0, 1, 0.3]],
    bad: [[0, 2, 1]],
    problem:
      'BinaryCrossentropy: targets must be from 0 to 1, received 2 at position 1.\n  Fix: label the two classes 0 and 1; for class indices use the loss sparse_categorical_crossentropy.',
  },
  {
    loss: new all.BinaryFocalCrossentropy(),
    good: [[0, 1]],
    bad: [[-1, 1]],
    problem: 'targets must be from 0 to 1, received -1 at position 0',
  },
  {
    loss: new all.CategoricalCrossentropy(),
    good: [[0.2, 0.8]],
    bad: [[0, Number.NaN]],
    problem: 'targets must be from 0 to 1, received NaN at position 1',
  },
  {
    loss: new all.CategoricalFocalCrossentropy(),
    good: [[0, 1]],
    bad: [[0, 3]],
    problem: 'Fix: make class indices one-hot, for example with oneHot(labels, classes).',
  },
  {
    loss: new all.KLDivergence(),
    good: [[1.0000001, 0]],
    bad: [[1.5, 0]],
    problem: 'Fix: pass probabilities, which sum to 1 in each row.',
  },
  {
    loss: new all.Poisson(),
    good: [[0, 100]],
    bad: [[-1]],
    problem: 'Poisson: targets must be at least 0, received -1 at position 0.',
  },
  {
    loss: new all.MeanSquaredLogarithmicError(),
    good: [[0, 1e6]],
    bad: [[-2]],
    problem: 'Fix: negative numbers have no such logarithm: use the loss mean_squared_error.',
  },
  {
    loss: new all.Hinge(),
    good: [[-1, 1, 0]],
    bad: [[2]],
    problem:
      'Hinge: targets must be from -1 to 1, received 2 at position 0.\n  Fix: label the two classes -1 and 1, or 0 and 1; for more classes use the loss categorical_hinge.',
  },
  { loss: new all.SquaredHinge(), good: [[-1]], bad: [[-2]], problem: 'received -2' },
  { loss: new all.CategoricalHinge(), good: [[0, 1]], bad: [[-1, 1]], problem: 'received -1' },
  { loss: new all.Dice(), good: [[0, 0.5]], bad: [[255]], problem: 'pass masks of 0 and 1' },
  { loss: new all.Tversky(), good: [[0, 1]], bad: [[255]], problem: 'received 255' },
  {
    loss: new all.Circle(),
    good: [-4, 70],
    bad: [1, 0.5],
    problem:
      'Circle: labels must be whole numbers, received 0.5 at position 1.\n  Fix: number the classes: 0, 1, 2, ….',
  },
  {
    loss: new all.CategoricalGeneralizedCrossEntropy(),
    good: [0, 2],
    bad: [3],
    problem: 'labels must be whole numbers from 0 to 2 (there are 3 classes), received 3',
  },
])('$loss.className refuses $bad', ({ loss, good, bad, problem }) => {
  check(loss, good);
  expect(() => check(loss, bad)).toThrow(problem);
});

test('losses of numbers take any', () => {
  for (const loss of [new all.MeanSquaredError(), new all.LogCosh(), new all.Huber()]) {
    check(loss, [[-1e9, 1e9]]);
  }
});

const steps = (time: number | null): Shape => [null, time, 4];

test('CTC takes what its steps can spell', () => {
  check(
    new all.CTC(),
    [
      [1, 2, 2, 0],
      [3, 0, 0, 0],
    ],
    steps(4),
  );
  check(new all.CTC(), [[1, 2, 2, 3]], steps(null));
});

test.each([
  {
    bad: [
      [1, 2, 3],
      [2, 2, 1],
    ],
    problem:
      'CTC: row 1 of the targets has 3 labels, which need 4 time steps (equal neighbors one more), and predictions have 3.\n  Fix: shorten the labels',
  },
  {
    bad: [[1, 0, 2]],
    problem:
      'CTC: row 0 of the targets has a label after a 0, which is the blank and pads labels at the end.\n  Fix: number the labels from 1, and pad rows with 0 at their end.',
  },
  { bad: [[4, 0]], problem: 'labels must be whole numbers from 0 to 3 (there are 4 classes)' },
  { bad: [[-1, 0]], problem: 'received -1 at position 0' },
])('CTC refuses $bad', ({ bad, problem }) => {
  expect(() => check(new all.CTC(), bad, steps(3))).toThrow(problem);
});
