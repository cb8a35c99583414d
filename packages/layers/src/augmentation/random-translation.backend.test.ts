import { Pass, setRandomSeed, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { RandomTranslation } from './random-translation.ts';

await layerFixtureTests('keras/layers-image.json', { RandomTranslation });
await transformFixtureTests({ RandomTranslation });

onEachBackend('RandomTranslation', () => {
  test.each([
    {
      options: { heightFactor: 0.3, widthFactor: 0.2 },
      input: [2, 4, 3, 2],
      output: [2, 4, 3, 2],
    },
    {
      options: {
        heightFactor: [0.1, 0.4],
        widthFactor: [-0.5, 0],
        fillMode: 'constant',
        dataFormat: 'channels_first',
      },
      input: [2, 1, 3, 4],
      output: [2, 1, 3, 4],
    },
    {
      options: { heightFactor: 0, widthFactor: 1, interpolation: 'nearest', seed: 3 },
      input: [3, 3, 2],
      output: [3, 3, 2],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomTranslation, {
      ...example,
      refuses: { heightFactor: [1.5, [0, 2]], widthFactor: [-2, [1]] },
    }),
  );

  test.each([
    { fillMode: 'constant', expected: [0, 1, 2, 3] },
    { fillMode: 'reflect', expected: [1, 1, 2, 3] },
    { fillMode: 'nearest', expected: [1, 1, 2, 3] },
    { fillMode: 'wrap', expected: [4, 1, 2, 3] },
  ] as const)('shifts by whole pixels and fills with $fillMode', ({ fillMode, expected }) => {
    const layer = new RandomTranslation({ heightFactor: 0, widthFactor: [0.25, 0.25], fillMode });
    using y = layer.apply([[[1], [2], [3], [4]]], { training: true });
    expectClose(y, [expected.map((value) => [value])]);
  });

  test('draws shifts in pixels, by the size of the images', () => {
    setRandomSeed(1);
    const layer = new RandomTranslation({ heightFactor: 0.2, widthFactor: [0, 0.3] });
    using shifts = layer.randomTransformation(
      [500, 10, 20, 1],
      new Pass({ training: true }),
    ).translations;
    const values = [...shifts.dataSync()];
    const right = values.filter((_, i) => i % 2 === 0);
    const down = values.filter((_, i) => i % 2 === 1);
    expect(Math.min(...right)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...right)).toBeLessThanOrEqual(6);
    expect(Math.max(...right)).toBeGreaterThan(5.8);
    expect(Math.min(...down)).toBeLessThan(-1.9);
    expect(Math.max(...down.map(Math.abs))).toBeLessThanOrEqual(2);
  });

  test('shifts each image of a batch by itself', () => {
    const layer = new RandomTranslation({ heightFactor: 0, widthFactor: 0, fillMode: 'constant' });
    using images = tensor([1, 2, 1, 2], 'float32', [2, 2, 1, 1]);
    using translations = tensor([0, 1, 0, -1], 'float32', [2, 2]);
    using y = layer.transformImages(images, { translations });
    expectClose(y, [
      [[[0]], [[1]]],
      [[[2]], [[0]]],
    ]);
  });
});
