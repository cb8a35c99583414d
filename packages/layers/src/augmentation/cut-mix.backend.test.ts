import { setRandomSeed, tensor, tidy } from '@myelin/core';
import { checkLayer, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { drawn } from '../../test-support/drawn.ts';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { CutMix } from './cut-mix.ts';

await transformFixtureTests({ CutMix });

onEachBackend('CutMix', () => {
  test.each([
    { options: {}, input: [3, 3, 4, 2], output: [3, 3, 4, 2] },
    {
      options: { factor: [0.5, 1], seed: 3, dataFormat: 'channels_first' },
      input: { images: [3, 1, 4, 3], labels: [3, 2], segmentationMasks: [3, 2, 4, 3] },
      output: { images: [3, 1, 4, 3], labels: [3, 2], segmentationMasks: [3, 2, 4, 3] },
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(CutMix, { ...example, refuses: { factor: [-0.1, 2, [1, 2, 3]] } }),
  );

  test('pastes where the mask is, and weighs the labels', () => {
    tidy(() => {
      const layer = new CutMix();
      const cut = {
        batchMasks: tensor([[[[true], [false]]], [[[false], [false]]]]),
        mixWeight: tensor([[[[0.5]]], [[[1]]]], 'float32'),
        permutationOrder: tensor([1, 0]),
      };
      const images = tensor([[[[1], [2]]], [[[3], [4]]]], 'float32');
      expectClose(layer.transformImages(images, cut), [[[[3], [2]]], [[[3], [4]]]]);
      const labels = tensor(
        [
          [1, 0],
          [0, 1],
        ],
        'float32',
      );
      expectClose(layer.transformLabels(labels, cut), [
        [0.5, 0.5],
        [0, 1],
      ]);
    });
  });

  test('weighs labels by the area that stays, but for fractions of pixels', () => {
    const [count, height, width] = [200, 20, 30];
    const { batchMasks = [], mixWeight = [] } = drawn(new CutMix(), [count, height, width, 3]);
    expect(mixWeight).toHaveLength(count);
    for (const [i, weight] of mixWeight.entries()) {
      const pixels = batchMasks.slice(i * height * width, (i + 1) * height * width);
      const pasted = pixels.reduce((total, isPasted) => total + isPasted, 0);
      // A side is less than a pixel longer or shorter.
      const off = (height + width + 1) / (height * width);
      expect(Math.abs(1 - pasted / (height * width) - weight)).toBeLessThan(off);
    }
    // Beta parameters of at most 1 make much and little as likely as half.
    expect(mixWeight.filter((weight) => weight < 0.25).length / count).toBeGreaterThan(0.25);
    expect(mixWeight.filter((weight) => weight > 0.75).length / count).toBeGreaterThan(0.25);
  });

  test('pastes one rectangle of one other image', () => {
    setRandomSeed(4);
    const images = tensor(
      Array.from({ length: 4 * 36 }, (_, i) => Math.floor(i / 36)),
      'float32',
      [4, 6, 6, 1],
    );
    using y = new CutMix({ factor: [1, 1] }).apply(images, { training: true });
    const batch = y.arraySync() as number[][][][];
    for (const [own, image] of batch.entries()) {
      const rows = image.map((row) => row.map(([pixel]) => pixel as number));
      const others = new Set(rows.flat().filter((pixel) => pixel !== own));
      expect(others.size).toBeLessThanOrEqual(1);
      const shapes = new Set(rows.map((row) => row.map((pixel) => pixel === own).join()));
      // Rows without any of the rectangle, and rows across it.
      expect(shapes.size).toBeLessThanOrEqual(2);
    }
    expect(batch.flat(3).some((pixel, i) => pixel !== Math.floor(i / 36))).toBe(true);
    images.dispose();
  });
});
