import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { drawn, spreadOf } from '../../test-support/drawn.ts';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { RandomContrast } from './random-contrast.ts';

await layerFixtureTests('keras/layers-image.json', { RandomContrast });
await transformFixtureTests({ RandomContrast });

onEachBackend('RandomContrast', () => {
  test.each([
    { options: { factor: 0.5, valueRange: [-3, 3] }, input: [2, 3, 4, 3], output: [2, 3, 4, 3] },
    {
      options: { factor: [0.2, 0.4], valueRange: [-5, 5], seed: 2, dataFormat: 'channels_first' },
      input: [2, 3, 4],
      output: [2, 3, 4],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomContrast, { ...example, refuses: { factor: [-0.1, 1.1, [1], [2, 3]] } }),
  );

  test('stretches around the mean of each channel, within the value range', () => {
    const images = tensor([[[[100, 10]], [[200, 20]]]], 'float32');
    const contrastFactor = tensor([[[[1.5]]]], 'float32');
    using y = new RandomContrast({ factor: 1 }).transformImages(images, { contrastFactor });
    // Means 150 and 15.
    expectClose(y, [[[[75, 7.5]], [[225, 22.5]]]]);
  });

  test('draws a factor for each image', () => {
    const of = (factor: number | readonly [number, number]) =>
      spreadOf(drawn(new RandomContrast({ factor }), [2000, 4, 4, 3]).contrastFactor ?? []);
    // Keras 3.15.1 makes [0, 0.3] of 0.3, though its documentation says otherwise.
    const single = of(0.3);
    expect(single.low).toBeGreaterThanOrEqual(1);
    expect(single.high).toBeLessThan(1.3);
    expect(single.mean).toBeCloseTo(1.15, 1);
    const pair = of([0.2, 0.6]);
    expect([pair.low, pair.high].map((n) => n.toFixed(1))).toEqual(['0.8', '1.6']);
    expect(pair.mean).toBeCloseTo(1.2, 1);
  });
});
