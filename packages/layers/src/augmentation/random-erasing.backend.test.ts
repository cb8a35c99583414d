import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { drawn, spreadOf } from '../../test-support/drawn.ts';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { RandomErasing } from './random-erasing.ts';

await layerFixtureTests('keras/layers-image.json', { RandomErasing });
await transformFixtureTests({ RandomErasing });

onEachBackend('RandomErasing', () => {
  test.each([
    { options: { factor: [1, 1], valueRange: [-2, 2] }, input: [2, 3, 4, 3], output: [2, 3, 4, 3] },
    {
      options: { fillValue: 1, scale: 0.5, seed: 2, dataFormat: 'channels_first' },
      input: [2, 4, 3],
      output: [2, 4, 3],
    },
    { options: { fillValue: [1, 2, 3] }, input: [2, 3, 4, 3], output: [2, 3, 4, 3] },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomErasing, {
      ...example,
      refuses: { factor: [-0.1, 2], scale: [-0.1, 2, [1]], fillValue: [[1, 2], 'white'] },
    }),
  );

  test('fills the rectangle of the chosen images', () => {
    const images = tensor([[[[1], [2]]], [[[3], [4]]]], 'float32');
    const batchMasks = tensor([[[[false], [true]]], [[[true], [true]]]]);
    using y = new RandomErasing().transformImages(images, {
      applyErasing: tensor([true, false]),
      batchMasks,
      fillValue: tensor([[[[9]]]], 'float32'),
    });
    expectClose(y, [[[[1], [9]]], [[[3], [4]]]]);
  });

  test('erases a rectangle of the drawn area, limited to the value range', () => {
    const [count, height, width] = [400, 20, 30];
    const options = { factor: [1, 1], scale: [0.25, 0.25], fillValue: [1, 300, -5] } as const;
    const draws = drawn(new RandomErasing(options), [count, height, width, 3]);
    expect(draws.fillValue).toEqual([1, 255, 0]);
    expect(spreadOf(draws.applyErasing ?? []).low).toBe(1);
    // Half of each side: 10 · 15 pixels, give or take one of the ten rows, one of the fifteen columns.
    for (let i = 0; i < count; i++) {
      const image = draws.batchMasks?.slice(i * height * width, (i + 1) * height * width) ?? [];
      const erased = image.reduce((total, isErased) => total + isErased, 0);
      expect(erased).toBe(150);
    }
  });

  test('draws noise as wide as the value range, and a probability', () => {
    const layer = new RandomErasing({ factor: 0.5, valueRange: [-100, 1] });
    const { fillValue = [], applyErasing = [] } = drawn(layer, [1000, 4, 4, 3]);
    expect(fillValue).toHaveLength(1000 * 4 * 4 * 3);
    // Normally distributed, with what is above 1 cut off: E min(n, 1) = -0.0833
    expect(spreadOf(fillValue).mean).toBeCloseTo(-0.0833, 1);
    expect(spreadOf(fillValue).high).toBe(1);
    expect(Math.abs(spreadOf(applyErasing).mean - 0.25)).toBeLessThan(0.055);
  });

  test('refuses a color for images without colors', () => {
    const layer = new RandomErasing({ fillValue: [1, 2, 3] });
    expect(() => layer.outputShape([null, 4, 4, 1])).toThrow('images must have 3 channels');
  });
});
