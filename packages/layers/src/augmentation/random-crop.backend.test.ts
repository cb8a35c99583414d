import { Pass, setRandomSeed, tensor } from '@myelin/core';
import {
  checkLayer,
  expectClose,
  fixtureArray,
  fixtureCases,
  layerFixtureTests,
  onEachBackend,
  optionsFromKeras,
  type RecordedArray,
} from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { RandomCropOptions } from './random-crop.ts';
import { RandomCrop } from './random-crop.ts';

interface CropCase {
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly images: RecordedArray;
  readonly transformation: readonly [RecordedArray, RecordedArray];
  readonly output: RecordedArray;
}

await layerFixtureTests(
  'keras/layers-image.json',
  { RandomCrop },
  {
    skip: {
      'RandomCrop-01-inference':
        'images left uncropped outside of training, which is a mistake of Keras 3.15: it contradicts its output shape',
    },
  },
);
const recorded = (await fixtureCases<CropCase>('keras/image-transforms.json')).filter(
  (one) => one.class === 'RandomCrop',
);

/** Pixels that say where they are: ten times the row plus the column. */
const numbered = (rows: number, columns: number): number[][][] =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => [10 * i + j]));

onEachBackend('RandomCrop', () => {
  test.each([
    { options: { height: 2, width: 3 }, input: [2, 4, 5, 2], output: [2, 2, 3, 2] },
    {
      options: { height: 2, width: 2, dataFormat: 'channels_first', seed: 4 },
      input: [2, 1, 3, 4],
      output: [2, 1, 2, 2],
    },
    {
      options: { height: 3, width: 2 },
      input: [2, 4, 1],
      output: [3, 2, 1],
      skipLaws: { 'output shape': 'the first axis of a single image is its height, not a batch' },
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomCrop, { ...example, refuses: { height: [0, 1.5], width: [-1] } }),
  );

  test.each(recorded)('cuts where Keras cuts: $config', (one) => {
    const layer = new RandomCrop(optionsFromKeras(one.config) as unknown as RandomCropOptions);
    using images = tensor(fixtureArray(one.images));
    using heightStart = tensor(fixtureArray(one.transformation[0]));
    using widthStart = tensor(fixtureArray(one.transformation[1]));
    using y = layer.transformImages(images, { heightStart, widthStart });
    expectClose(y, fixtureArray(one.output));
  });

  test('begins at all places with equal chances', () => {
    setRandomSeed(1);
    const layer = new RandomCrop({ height: 2, width: 2 });
    const counts = new Map<number, number>();
    for (let i = 0; i < 240; i++) {
      using y = layer.apply([numbered(3, 4)], { training: true });
      const [first = Number.NaN, right, below] = y.dataSync();
      expect([right, below]).toEqual([first + 1, first + 10]);
      counts.set(first, (counts.get(first) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([0, 1, 2, 10, 11, 12]);
    // 40 each; four standard deviations are 23.
    for (const count of counts.values()) expect(Math.abs(count - 40)).toBeLessThan(24);
  });

  test('cuts a whole batch at one place', () => {
    const layer = new RandomCrop({ height: 1, width: 1 });
    using drawn = layer.apply([numbered(5, 5), numbered(5, 5), numbered(5, 5)], { training: true });
    expect(new Set(drawn.dataSync()).size).toBe(1);
  });

  test('outside of training shows the largest window with the right proportions', () => {
    const layer = new RandomCrop({ height: 2, width: 1 });
    using y = layer.apply(numbered(4, 4));
    // Of four columns the middle two stay, and two by two pixels become one row of the result.
    expectClose(y, [[[6.5]], [[26.5]]]);
  });

  test('in training resizes what there is, where that is not larger', () => {
    // Recorded with Keras 3.15: the window begins at column 1 and ends with the image.
    const layer = new RandomCrop({ height: 4, width: 4 });
    using drawn = layer.randomTransformation([1, 2, 4, 1], new Pass({ training: true })).widthStart;
    expect(drawn.dataSync()[0]).toBe(1);
    using y = layer.apply(numbered(2, 4), { training: true });
    expectClose(y, [
      [[1], [1.625], [2.375], [3]],
      [[3.5], [4.125], [4.875], [5.5]],
      [[8.5], [9.125], [9.875], [10.5]],
      [[11], [11.625], [12.375], [13]],
    ]);
  });
});
