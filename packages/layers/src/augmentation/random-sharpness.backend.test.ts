import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { drawn, spreadOf } from '../../test-support/drawn.ts';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { RandomSharpness } from './random-sharpness.ts';

await layerFixtureTests('keras/layers-image.json', { RandomSharpness });
await transformFixtureTests({ RandomSharpness });

onEachBackend('RandomSharpness', () => {
  test.each([
    { options: { factor: 0.9, valueRange: [-4, 4] }, input: [2, 3, 4, 2], output: [2, 3, 4, 2] },
    {
      options: { factor: [0.2, 0.4], valueRange: [-4, 4], seed: 2, dataFormat: 'channels_first' },
      input: [3, 4, 3],
      output: [3, 4, 3],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomSharpness, { ...example, refuses: { factor: [-0.1, 2, [1, 2, 3]] } }),
  );

  test('blurs below one half and sharpens above it', () => {
    const image = [
      [[0], [0], [0]],
      [[0], [130], [0]],
      [[0], [0], [0]],
    ];
    const images = tensor([image, image, image], 'float32');
    const factor = tensor([0, 0.5, 0.75], 'float32');
    using y = new RandomSharpness({ factor: 1 }).transformImages(images, { factor });
    const around = (other: number, center: number) => [
      [[other], [other], [other]],
      [[other], [center], [other]],
      [[other], [other], [other]],
    ];
    // Smoothed: 10 around 50; half as far to the other side: -5 and 170, within the range.
    expectClose(y, [around(10, 50), image, around(0, 170)]);
  });

  test('draws a factor for each image', () => {
    const layer = new RandomSharpness({ factor: 0.4 });
    const { low, high } = spreadOf(drawn(layer, [4000, 2, 2, 3]).factor ?? []);
    expect([low, high].map((n) => n.toFixed(2))).toEqual(['0.00', '0.40']);
  });
});
