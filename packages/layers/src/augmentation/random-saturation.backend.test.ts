import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { drawn, spreadOf } from '../../test-support/drawn.ts';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { RandomSaturation } from './random-saturation.ts';

await layerFixtureTests('keras/layers-image.json', { RandomSaturation });
await transformFixtureTests({ RandomSaturation });

onEachBackend('RandomSaturation', () => {
  test.each([
    { options: { factor: [0.3, 0.6] }, input: [2, 3, 4, 3], output: [2, 3, 4, 3] },
    {
      options: { factor: [0.2, 0.4], valueRange: [0, 1], seed: 2, dataFormat: 'channels_first' },
      input: [3, 2, 3],
      output: [3, 2, 3],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomSaturation, { ...example, refuses: { factor: [-1.1, 2, [1, 2, 3]] } }),
  );

  test('takes color away, or adds it', () => {
    const images = tensor([[[[200, 100, 150]]], [[[200, 100, 150]]]], 'float32');
    const factor = tensor([0.5, 1.5], 'float32');
    using y = new RandomSaturation({ factor: 1 }).transformImages(images, { factor });
    // The saturation of 0.5 becomes 0.25 or 0.75; hue and value stay.
    expectClose(y, [[[[200, 150, 175]]], [[[200, 50, 125]]]]);
  });

  test('draws f / (1 - f)', () => {
    const layer = new RandomSaturation({ factor: [0.25, 0.75] });
    const { low, high } = spreadOf(drawn(layer, [4000, 2, 2, 3]).factor ?? []);
    expect(low).toBeCloseTo(1 / 3, 2);
    expect(Math.abs(high - 3)).toBeLessThan(0.03);
  });

  test('refuses images that are not of red, green and blue', () => {
    const layer = new RandomSaturation({ factor: 0.5 });
    expect(() => layer.outputShape([null, 4, 4, 1])).toThrow('images must have 3 channels');
  });
});
