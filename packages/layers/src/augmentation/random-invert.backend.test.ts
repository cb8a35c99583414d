import { tensor } from '@myelin/core';
import { checkLayer, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { drawn, spreadOf } from '../../test-support/drawn.ts';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { RandomInvert } from './random-invert.ts';

await transformFixtureTests({ RandomInvert });

onEachBackend('RandomInvert', () => {
  test.each([
    { options: {}, input: [4, 2, 2, 3], output: [4, 2, 2, 3] },
    {
      options: { factor: [0.5, 1], valueRange: [0, 1], seed: 3, dataFormat: 'channels_first' },
      input: [1, 3, 4],
      output: [1, 3, 4],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomInvert, { ...example, refuses: { factor: [-0.1, 2, [1, 2, 3]] } }),
  );

  test('inverts the chosen images', () => {
    const images = tensor([[[[100, 255]]], [[[100, 255]]]], 'float32');
    const applyInversion = tensor([true, false]);
    using y = new RandomInvert().transformImages(images, { applyInversion });
    expectClose(y, [[[[155, 0]]], [[[100, 255]]]]);
  });

  test.each([
    { factor: [0.8, 0.8] as const, share: 0.8 },
    // The probability itself is drawn from [0, 0.6].
    { factor: 0.6, share: 0.3 },
  ])('inverts the share $share of images for factor $factor', ({ factor, share }) => {
    const draws = drawn(new RandomInvert({ factor }), [4000, 2, 2, 3]).applyInversion ?? [];
    // Four standard deviations: 4 · √(share · (1 - share) / 4000)
    expect(Math.abs(spreadOf(draws).mean - share)).toBeLessThan(0.029);
  });
});
