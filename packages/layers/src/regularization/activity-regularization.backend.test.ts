import { Pass, tensor } from '@myelin/core';
import { checkLayer, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { ActivityRegularization } from './activity-regularization.ts';

await layerFixtureTests('keras/layers-regularization.json', { ActivityRegularization });

onEachBackend('ActivityRegularization', () => {
  test('obeys the layer laws', () =>
    checkLayer(ActivityRegularization, {
      options: { l1: 0.1, l2: 0.2 },
      input: [2, 3],
      output: [2, 3],
    }));

  test('adds (l1 · Σ|x| + l2 · Σx²) / batch to the loss and hands its input on', () => {
    const pass = new Pass();
    const x = tensor([[-1], [2]], 'float32');
    const y = new ActivityRegularization({ l1: 1, l2: 0.5 }).forward(x, pass);
    expect(y).toBe(x);
    // (1 · 3 + 0.5 · 5) / 2
    expect(pass.losses.map((loss) => loss.dataSync()[0])).toEqual([2.75]);
  });
});
