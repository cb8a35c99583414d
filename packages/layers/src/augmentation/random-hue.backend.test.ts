import { tensor } from '@myelin/core';
import { checkLayer, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { drawn, spreadOf } from '../../test-support/drawn.ts';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { RandomHue } from './random-hue.ts';

await transformFixtureTests({ RandomHue });

onEachBackend('RandomHue', () => {
  test.each([
    { options: { factor: 0.5, valueRange: [-3, 3] }, input: [2, 3, 4, 3], output: [2, 3, 4, 3] },
    {
      options: { factor: [0.2, 0.4], valueRange: [-4, 4], seed: 2, dataFormat: 'channels_first' },
      input: [3, 2, 3],
      output: [3, 2, 3],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomHue, { ...example, refuses: { factor: [-0.1, 2, [1, 2, 3]] } }),
  );

  test('turns the color circle either way', () => {
    const images = tensor([[[[255, 0, 0]]], [[[255, 0, 0]]], [[[90, 30, 60]]]], 'float32');
    const factor = tensor([1 / 3, -1 / 3, 0.5], 'float32');
    using y = new RandomHue({ factor: 1 }).transformImages(images, { factor });
    // Red becomes green or blue; a dull pink turns into the green opposite to it.
    expectClose(y, [[[[0, 255, 0]]], [[[0, 0, 255]]], [[[30, 90, 60]]]], {
      // Thirds of a turn are rounded, and 255 · 6 times as much comes of it.
      absolute: 1e-3,
      relative: 1e-4,
    });
  });

  test('draws up to half a turn, as often one way as the other', () => {
    const draws = drawn(new RandomHue({ factor: 0.8 }), [4000, 2, 2, 3]).factor ?? [];
    const { low, high } = spreadOf(draws);
    expect([low, high].map((n) => n.toFixed(2))).toEqual(['-0.40', '0.40']);
    const share = draws.filter((n) => n < 0).length / draws.length;
    // Four standard deviations: 4 · 0.5 / √4000
    expect(Math.abs(share - 0.5)).toBeLessThan(0.032);
  });
});
