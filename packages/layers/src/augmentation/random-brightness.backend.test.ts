import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { drawn, spreadOf } from '../../test-support/drawn.ts';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { RandomBrightness } from './random-brightness.ts';

await layerFixtureTests('keras/layers-image.json', { RandomBrightness });
await transformFixtureTests({ RandomBrightness });

onEachBackend('RandomBrightness', () => {
  test.each([
    { options: { factor: 0.2, valueRange: [-3, 3] }, input: [2, 3, 4, 1], output: [2, 3, 4, 1] },
    { options: { factor: [0.1, 0.3], seed: 2 }, input: [3, 4, 3], output: [3, 4, 3] },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomBrightness, { ...example, refuses: { factor: [-1.1, 2, [1, 2, 3]] } }),
  );

  test('adds another number to each image, within the value range', () => {
    const images = tensor([[[[100, 250]]], [[[10, 30]]]], 'float32');
    const rgbDelta = tensor([[[[10]]], [[[-20]]]], 'float32');
    using y = new RandomBrightness({ factor: 1 }).transformImages(images, { rgbDelta });
    expectClose(y, [[[[110, 255]]], [[[0, 10]]]]);
  });

  test('draws shares of the value range, as many below 0 as above', () => {
    const layer = new RandomBrightness({ factor: 0.2, valueRange: [0, 10] });
    const { low, high, mean } = spreadOf(drawn(layer, [4000, 2, 2, 3]).rgbDelta ?? []);
    expect([low, high].map((n) => n.toFixed(1))).toEqual(['-2.0', '2.0']);
    // Four standard deviations of the mean: 4 · 4 / √12 / √4000
    expect(Math.abs(mean)).toBeLessThan(0.073);
  });
});
