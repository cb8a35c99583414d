import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { AutoContrast } from './auto-contrast.ts';

await layerFixtureTests('keras/layers-image.json', { AutoContrast });

onEachBackend('AutoContrast', () => {
  test.each([
    { options: {}, input: [2, 3, 4, 3], output: [2, 3, 4, 3] },
    {
      options: { valueRange: [-3, 3], dataFormat: 'channels_first' },
      input: [2, 3, 4],
      output: [2, 3, 4],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(AutoContrast, { ...example, refuses: { valueRange: [[1], [2, 1], 255] } }),
  );

  test('stretches each channel of each image by itself', () => {
    const first = [[[0, 10]], [[2, 20]], [[1, 20]]];
    const second = [[[5, 0]], [[4, 255]], [[8, 51]]];
    using y = new AutoContrast().apply([first, second]);
    expectClose(y, [
      [[[0, 0]], [[255, 255]], [[127.5, 255]]],
      [[[63.75, 0]], [[0, 255]], [[255, 51]]],
    ]);
  });

  test('stretches over height and width also where channels come first', () => {
    using y = new AutoContrast({ dataFormat: 'channels_first', valueRange: [0, 1] }).apply([
      [[0.5, 0.25]],
      [[0.1, 0.9]],
    ]);
    expectClose(y, [[[1, 0]], [[0, 1]]]);
  });

  test('leaves a channel with one value as it is', () => {
    using y = new AutoContrast().apply([[[7], [7]]]);
    expectClose(y, [[[7], [7]]]);
  });

  test('refuses what is not images', () => {
    expect(() => new AutoContrast().outputShape([null, 3])).toThrow('rank');
  });
});
