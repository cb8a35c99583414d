import { tensor } from '@myelin/core';
import { checkLayer, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { drawn, spreadOf } from '../../test-support/drawn.ts';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { Solarization } from './solarization.ts';

await transformFixtureTests({ Solarization });

onEachBackend('Solarization', () => {
  test.each([
    { options: { valueRange: [-4, 4] }, input: [2, 3, 2, 3], output: [2, 3, 2, 3] },
    {
      options: {
        additionFactor: 0.1,
        thresholdFactor: [0.3, 0.6],
        valueRange: [-4, 4],
        seed: 2,
        dataFormat: 'channels_first',
      },
      input: [2, 4, 3],
      output: [2, 4, 3],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(Solarization, {
      ...example,
      refuses: {
        additionFactor: [-0.1, 1.1, [0.5], [0, 2]],
        thresholdFactor: [-0.1, 1.1, [0.5], [0, 2]],
      },
    }),
  );

  test('inverts what is at least at the threshold, after the addition', () => {
    const images = tensor([[[[10, 100, 200, 250]]]], 'float32');
    const additions = tensor([[[[20]]]], 'float32');
    const thresholds = tensor([[[[120]]]], 'float32');
    using y = new Solarization().transformImages(images, { additions, thresholds });
    // 30 stays; 120 and 220 are inverted; 270 is cut off at 255 first.
    expectClose(y, [[[[30, 135, 35, 0]]]]);
  });

  test('draws on the scale 0…255', () => {
    const layer = new Solarization({ additionFactor: 0.2, thresholdFactor: [0.5, 0.6] });
    const { additions = [], thresholds = [] } = drawn(layer, [4000, 2, 2, 3]);
    const added = spreadOf(additions);
    expect([added.low, added.high].map((n) => Math.round(n))).toEqual([0, 51]);
    // Keras stretches the upper end only.
    const threshold = spreadOf(thresholds);
    expect(threshold.low).toBeCloseTo(0.5, 0);
    expect(Math.round(threshold.high)).toBe(153);
  });
});
