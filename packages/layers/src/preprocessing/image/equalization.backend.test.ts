import { NdArray } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { describe, test } from 'vitest';
import { Equalization } from './equalization.ts';

await layerFixtureTests('keras/layers-image.json', { Equalization });

onEachBackend('Equalization', () => {
  describe('obeys the layer laws', () => {
    // So far from where bins change that the steps of finite differences change none.
    const levels = Array.from({ length: 48 }, (_, i) => 0.5 + ((i * 67) % 32));
    const valueRange = [0, 20000];
    const values = Float32Array.from(levels, (level) => (level / 255) * 20000);
    const few = Float32Array.from(levels, (level) => (level % 3) - 1.4);

    test.each([
      { options: { valueRange }, input: new NdArray(values, [2, 4, 2, 3]), output: [2, 4, 2, 3] },
      {
        options: { valueRange: [-2, 2], bins: 3, dataFormat: 'channels_first' },
        input: new NdArray(few, [3, 4, 4]),
        output: [3, 4, 4],
      },
    ])('$options', (example) =>
      checkLayer(Equalization, { ...example, refuses: { bins: [0, 2.5], valueRange: [[1, 1]] } }),
    );
  });

  test('spreads what is frequent', () => {
    using y = new Equalization().apply([[[10], [10], [20], [200]]], { training: true });
    // Counts 2, 1, 1; of the other two, one is not above 20 and two not above 200.
    expectClose(y, [[[0], [0], [128], [255]]]);
  });

  test('counts over the whole batch, but for each channel', () => {
    const images = [[[[0, 9]]], [[[100, 9]]], [[[200, 9]]]];
    using y = new Equalization().apply(images, { training: true });
    expectClose(y, [[[[0, 9]]], [[[128, 9]]], [[[255, 9]]]]);
  });

  test.each([
    {
      options: { bins: 52 },
      values: [60, 75, 0, 15, 15, 35, 45, 95, 90, 20, 30, 60],
      expected: [185, 209, 0, 46, 46, 116, 139, 255, 232, 70, 93, 185],
    },
    {
      options: { bins: 64, valueRange: [0, 1] as const },
      values: [0.29, 0.965, 0.195, 0.435, 0.87, 0.44, 0.405, 0.825, 0.125, 0.385, 0.36, 0.045],
      expected: [70, 255, 46, 185, 232, 185, 139, 209, 23, 116, 93, 0].map((n) => n / 255),
    },
  ])('gives what Keras 3.15.1 gives: $options', ({ options, values, expected }) => {
    const image = new NdArray(Float32Array.from(values), [3, 4, 1]);
    using y = new Equalization(options).apply(image, { training: true });
    expectClose(y, new NdArray(Float32Array.from(expected), [3, 4, 1]));
  });

  test('hands images on outside of training', () => {
    using y = new Equalization().apply([[[10], [10], [20]]]);
    expectClose(y, [[[10], [10], [20]]]);
  });
});
