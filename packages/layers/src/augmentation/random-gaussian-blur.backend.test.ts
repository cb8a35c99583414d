import { tensor } from '@myelin/core';
import { checkLayer, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { drawn, spreadOf } from '../../test-support/drawn.ts';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { RandomGaussianBlur } from './random-gaussian-blur.ts';

await transformFixtureTests({ RandomGaussianBlur });

onEachBackend('RandomGaussianBlur', () => {
  test.each([
    {
      options: { factor: [1, 1], valueRange: [-4, 4] },
      input: [2, 4, 3, 2],
      output: [2, 4, 3, 2],
    },
    {
      options: {
        kernelSize: [5, 3],
        sigma: [0.5, 1],
        valueRange: [-4, 4],
        seed: 2,
        dataFormat: 'channels_first',
      },
      input: [2, 5, 4],
      output: [2, 5, 4],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomGaussianBlur, {
      ...example,
      refuses: { factor: [-0.1, 2], sigma: [-0.1, 1.5], kernelSize: [2, [3, 4], [3], -1.5] },
    }),
  );

  test('blurs the chosen images, by another width in each direction', () => {
    const image = [
      [[0], [0], [0]],
      [[0], [100], [0]],
      [[0], [0], [0]],
    ];
    const images = tensor([image, image], 'float32');
    const blurFactor = tensor([1, 1e-6], 'float32');
    const shouldApplyBlur = tensor([true, false]);
    using y = new RandomGaussianBlur().transformImages(images, { shouldApplyBlur, blurFactor });
    // Along the width only: e^-½ : 1 : e^-½
    const side = 100 / (2 + Math.exp(0.5));
    const center = 100 / (1 + 2 * Math.exp(-0.5));
    expectClose(y, [
      [
        [[0], [0], [0]],
        [[side], [center], [side]],
        [[0], [0], [0]],
      ],
      image,
    ]);
  });

  test('draws who is blurred, and how much', () => {
    const layer = new RandomGaussianBlur({ factor: [0.25, 0.25], sigma: [0.5, 0.7] });
    const { shouldApplyBlur = [], blurFactor = [] } = drawn(layer, [4000, 2, 2, 3]);
    // Four standard deviations: 4 · √(0.1875 / 4000)
    expect(Math.abs(spreadOf(shouldApplyBlur).mean - 0.25)).toBeLessThan(0.028);
    expect(blurFactor).toHaveLength(2);
    const { low, high } = spreadOf(blurFactor);
    expect(low).toBeGreaterThanOrEqual(0.5);
    expect(high).toBeLessThan(0.7001);
    expect(low).not.toBe(high);
  });
});
