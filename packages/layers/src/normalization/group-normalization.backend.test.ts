import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { GroupNormalization } from './group-normalization.ts';

await layerFixtureTests('keras/layers-normalization.json', { GroupNormalization });

onEachBackend('GroupNormalization', () => {
  test.each([
    { options: { groups: 2 }, input: [3, 4], output: [3, 4] },
    { options: { groups: -1, center: false }, input: [2, 3, 2], output: [2, 3, 2] },
    {
      options: { groups: 3, axis: 1, scale: false, epsilon: 0.01 },
      input: [2, 6, 2, 2],
      output: [2, 6, 2, 2],
      refuses: { groups: [0, -2, 1.5], axis: [[1], 0.5], epsilon: [-1] },
    },
    { options: { groups: 1, axis: -2 }, input: [2, 3, 2], output: [2, 3, 2] },
  ])('obeys the layer laws: $options', (example) => checkLayer(GroupNormalization, example));

  test('brings each group of channels to mean 0 and variance 1', () => {
    using layer = new GroupNormalization({ groups: 2, epsilon: 0 });
    using y = layer.apply([[1, 3, 10, 30]]);
    expectClose(y, [[-1, 1, -1, 1]]);
  });

  test('refuses groups that do not divide the channels, and the axis of the batch', () => {
    const layer = new GroupNormalization({ groups: 3 });
    expect(() => layer.outputShape([null, 4])).toThrow('cannot be split into 3 `groups`');
    const wrong = new GroupNormalization({ groups: 1, axis: 0 });
    expect(() => wrong.outputShape([2, 4])).toThrow('`axis` must not be the axis of the batch');
  });
});
