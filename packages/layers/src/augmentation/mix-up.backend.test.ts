import { dispose, Pass, setRandomSeed, tensor, tensorsIn, tidy } from '@myelin/core';
import { checkLayer, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { drawn, spreadOf } from '../../test-support/drawn.ts';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { MixUp } from './mix-up.ts';

await transformFixtureTests({ MixUp });

onEachBackend('MixUp', () => {
  test.each([
    { options: { alpha: 1 }, input: [3, 2, 2, 2], output: [3, 2, 2, 2] },
    {
      options: { alpha: 0.5, seed: 3, dataFormat: 'channels_first' },
      input: { images: [3, 1, 2, 2], labels: [3, 4], segmentationMasks: [3, 2, 2, 2] },
      output: { images: [3, 1, 2, 2], labels: [3, 4], segmentationMasks: [3, 2, 2, 2] },
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(MixUp, { ...example, refuses: { alpha: [0, -1] } }),
  );

  test('mixes images and rows of labels with those of other samples', () => {
    tidy(() => {
      const layer = new MixUp();
      const mixture = {
        mixWeight: tensor([0.75, 0.5], 'float32'),
        permutationOrder: tensor([1, 0]),
      };
      const images = tensor([[[[100]]], [[[20]]]], 'float32');
      expectClose(layer.transformImages(images, mixture), [[[[80]]], [[[60]]]]);
      const labels = tensor(
        [
          [1, 0, 0],
          [0, 1, 0],
        ],
        'float32',
      );
      expectClose(layer.transformLabels(labels, mixture), [
        [0.75, 0.25, 0],
        [0.5, 0.5, 0],
      ]);
    });
  });

  test('mixes the labels as it mixes the images', () => {
    setRandomSeed(1);
    // The number of an image is its only pixel, and where its row of labels has its 1.
    const images = tensor([[[[0]]], [[[1]]], [[[2]]], [[[3]]]], 'float32');
    const labels = tensor([0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 1 : 0))));
    const y = new MixUp({ alpha: 1 }).apply({ images, labels }, { training: true });
    const rows = y.labels?.arraySync() as number[][];
    const pixels = rows.map((row) => row.reduce((total, share, i) => total + share * i, 0));
    expectClose(
      y.images,
      pixels.map((pixel) => [[[pixel]]]),
    );
    expect(pixels).not.toEqual([0, 1, 2, 3]);
    for (const row of rows) expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    for (const tensor of [images, labels, y.images, y.labels]) tensor?.dispose();
  });

  test('draws an order of the whole batch, and a weight for each image', () => {
    const { permutationOrder = [], mixWeight = [] } = drawn(
      new MixUp({ alpha: 1 }),
      [500, 1, 1, 1],
    );
    expect([...permutationOrder].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 500 }, (_, i) => i),
    );
    const { low, high, mean } = spreadOf(mixWeight);
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
    // Beta(1, 1) is uniform: four standard deviations of the mean.
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * 500));
  });

  test('leaves a single image, and inference, alone', () => {
    using single = new MixUp().apply([[[1], [2]]], { training: true });
    expectClose(single, [[[1], [2]]]);
    using batch = new MixUp().apply([[[[1]]], [[[2]]]]);
    expectClose(batch, [[[[1]]], [[[2]]]]);
  });

  test('gives the same for the same seed, whatever the seed of all', () => {
    const x = tensor(
      Array.from({ length: 16 }, (_, i) => i),
      'float32',
      [16, 1, 1, 1],
    );
    const run = (globalSeed: number, seed: number): string => {
      setRandomSeed(globalSeed);
      const pass = new Pass({ training: true });
      return tidy(() =>
        (new MixUp({ seed, alpha: 1 }).forward(x, pass) as typeof x).dataSync().join(),
      );
    };
    expect(run(1, 5)).toBe(run(2, 5));
    expect(run(1, 5)).not.toBe(run(1, 6));
    x.dispose();
  });

  test('refuses class numbers as labels, and parts that it does not know', () => {
    const layer = new MixUp();
    const images = [[[[1]]], [[[2]]]];
    expect(() => layer.apply({ images, labels: [0, 1] })).toThrow('are class numbers');
    const built = new MixUp();
    const y = built.apply({ images, labels: [[0], [1]] });
    dispose(...tensorsIn(y));
    expect(() => built.apply({ images, labels: [0, 1] })).toThrow('are class numbers');
    expect(() => layer.apply({ images, boxes: [[0], [1]] } as never)).toThrow(
      'received { boxes, images }',
    );
  });
});
