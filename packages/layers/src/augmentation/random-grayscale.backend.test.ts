import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { drawn, spreadOf } from '../../test-support/drawn.ts';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { RandomGrayscale } from './random-grayscale.ts';

await layerFixtureTests('keras/layers-image.json', { RandomGrayscale });
await transformFixtureTests({ RandomGrayscale }, (shouldApply) => ({ shouldApply }));

onEachBackend('RandomGrayscale', () => {
  test.each([
    { options: {}, input: [4, 2, 2, 3], output: [4, 2, 2, 3] },
    { options: { factor: 1, dataFormat: 'channels_first' }, input: [3, 2, 4], output: [3, 2, 4] },
    { options: { factor: 0.3, seed: 4 }, input: [4, 2, 2, 1], output: [4, 2, 2, 1] },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomGrayscale, { ...example, refuses: { factor: [-0.1, 1.1] } }),
  );

  test('makes the chosen images gray', () => {
    const images = tensor([[[[100, 200, 50]]], [[[100, 200, 50]]]], 'float32');
    const shouldApply = tensor([[[[true]]], [[[false]]]]);
    using y = new RandomGrayscale().transformImages(images, { shouldApply });
    const gray = 29.89 + 117.4 + 5.7;
    expectClose(y, [[[[gray, gray, gray]]], [[[100, 200, 50]]]]);
  });

  test('chooses images with the given probability', () => {
    const layer = new RandomGrayscale({ factor: 0.3 });
    const { mean } = spreadOf(drawn(layer, [4000, 2, 2, 3]).shouldApply ?? []);
    // Four standard deviations: 4 · √(0.21 / 4000)
    expect(Math.abs(mean - 0.3)).toBeLessThan(0.029);
  });
});
