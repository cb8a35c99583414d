import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { drawn, spreadOf } from '../../test-support/drawn.ts';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { RandomColorDegeneration } from './random-color-degeneration.ts';

await layerFixtureTests('keras/layers-image.json', { RandomColorDegeneration });
await transformFixtureTests({ RandomColorDegeneration });

onEachBackend('RandomColorDegeneration', () => {
  test.each([
    { options: { factor: 0.9, valueRange: [-4, 4] }, input: [2, 3, 2, 3], output: [2, 3, 2, 3] },
    {
      options: { factor: [0.2, 0.4], valueRange: [-4, 4], seed: 2, dataFormat: 'channels_first' },
      input: [3, 2, 4],
      output: [3, 2, 4],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomColorDegeneration, { ...example, refuses: { factor: [-1.1, 2, [2, 3]] } }),
  );

  test('brings colors nearer to gray', () => {
    const images = tensor([[[[100, 0, 0]]], [[[100, 0, 0]]]], 'float32');
    const factor = tensor([0.5, 1], 'float32');
    using y = new RandomColorDegeneration({ factor: 1 }).transformImages(images, { factor });
    expectClose(y, [[[[64.945, 14.945, 14.945]]], [[[29.89, 29.89, 29.89]]]]);
  });

  test('draws on both sides of 0 for a single number, as Keras does', () => {
    const layer = new RandomColorDegeneration({ factor: 0.4 });
    const { low, high } = spreadOf(drawn(layer, [4000, 2, 2, 3]).factor ?? []);
    expect([low, high].map((n) => n.toFixed(2))).toEqual(['-0.40', '0.40']);
  });

  test('refuses images that are not of red, green and blue', () => {
    const layer = new RandomColorDegeneration({ factor: 0.5, dataFormat: 'channels_first' });
    expect(() => layer.outputShape([null, 4, 4, 3])).toThrow('images must have 3 channels');
  });
});
