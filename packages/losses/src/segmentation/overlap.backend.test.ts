import { tensor, valueAndGradients, zeros } from '@myelin/core';
import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Dice, dice } from './dice.ts';
import { Tversky, tversky } from './tversky.ts';

const target = [
  [1, 1, 0, 0],
  [0, 0, 1, 0],
];
const prediction = [
  [1, 0, 1, 0],
  [0, 0, 1, 0],
];

onEachBackend('Dice and Tversky', () => {
  test('by hand, over the batch and for each sample', () => {
    expectClose(dice(target, prediction), 1 / 3); // 1 - 2·2 / (3 + 3)
    expectClose(dice(target, prediction, { axis: 1 }), [0.5, 0]);
    expectClose(tversky(target, prediction, { axis: [-1], alpha: 1, beta: 0 }), [0.5, 0]);
    expectClose(tversky(target, prediction, { alpha: 0.3, beta: 0.7 }), 1 / 3); // 2 / (2 + 0.3 + 0.7)
  });

  test('alpha weighs what is missed, beta what is too much', () => {
    expectClose(tversky([[1, 1, 1]], [[1, 0, 0]], { alpha: 1, beta: 0 }), 2 / 3);
    expectClose(tversky([[1, 1, 1]], [[1, 0, 0]], { alpha: 0, beta: 1 }), 0);
    expectClose(tversky([[1, 0, 0]], [[1, 1, 1]], { alpha: 0, beta: 1 }), 2 / 3);
  });

  test('two empty masks have a loss of 1 and a gradient, as in Keras', () => {
    const empty = zeros([1, 3]);
    for (const loss of [new Dice(), new Tversky()]) {
      const { value, gradients } = valueAndGradients(() => loss.apply([[0, 0, 0]], empty), [empty]);
      expectClose(value, 1);
      expectClose(gradients[0]!, [[0, 0, 0]]);
    }
  });

  test('equal masks have a loss of 0', () => {
    const mask = tensor(target, 'float32');
    expectClose(new Dice().apply(mask, mask), 0);
    expectClose(new Tversky({ axis: 1 }).apply(mask, mask), 0);
  });

  test('one number is weighted, but not divided by its weight', () => {
    const loss = new Dice({ reduction: 'mean_with_sample_weight' });
    using value = loss.apply(target, prediction, { sampleWeight: tensor(0.5, 'float32', []) });
    expectClose(value, 1 / 6);
  });

  test('axes that are none are refused', () => {
    expect(() => new Dice({ axis: [0.5] })).toThrow(
      'Dice: `axis` must be a whole number, several, or null for all axes, received [0.5].\n  Fix: pass for example { axis: -1 } for the last axis, or { axis: [1, 2] }.',
    );
    expect(() => new Dice({ axis: [] })).toThrow(/received \[\]/);
    expect(() => new Tversky({ axis: 1.5 })).toThrow(/`axis` must be a whole number, received 1.5/);
    expect(() => dice(target, prediction, { axis: 2 })).toThrow(
      /dice: `axis` must be a whole number from -2 to 1 for rank 2, received 2/,
    );
    expect(() => new Tversky({ beta: -1 })).toThrow(/`beta` must be a number of at least 0/);
    expect(() => new Tversky({ alpha: -1 })).toThrow(/`alpha` must be a number of at least 0/);
  });

  test('masks of different shapes are refused, not broadcast', () => {
    expect(() => dice([[1, 0]], prediction)).toThrow(/do not match predictions of shape \[2, 4\]/);
  });
});
