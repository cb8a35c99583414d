import { Pass, reshape, setRandomSeed, tensor } from '@myelin/core';
import {
  arrayOf,
  checkLayer,
  expectClose,
  layerFixtureTests,
  onEachBackend,
} from '@myelin/testkit';
import { expect, test } from 'vitest';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { RandomFlip } from './random-flip.ts';

await layerFixtureTests('keras/layers-image.json', { RandomFlip });
await transformFixtureTests({ RandomFlip });

onEachBackend('RandomFlip', () => {
  test.each([
    { options: {}, input: [3, 2, 3, 2], output: [3, 2, 3, 2] },
    {
      options: { mode: 'vertical', dataFormat: 'channels_first', seed: 4 },
      input: [4, 2, 2, 3],
      output: [4, 2, 2, 3],
    },
    { options: { mode: 'horizontal' }, input: [2, 3, 1], output: [2, 3, 1] },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomFlip, { ...example, refuses: { seed: [-1, 0.5], mode: ['both'] } }),
  );

  test.each([
    {
      mode: 'horizontal',
      expected: [
        [2, 1],
        [4, 3],
      ],
    },
    {
      mode: 'vertical',
      expected: [
        [3, 4],
        [1, 2],
      ],
    },
    {
      mode: 'horizontal_and_vertical',
      expected: [
        [4, 3],
        [2, 1],
      ],
    },
  ] as const)('mirrors where the draw says so: $mode', ({ mode, expected }) => {
    const layer = new RandomFlip({ mode });
    using images = tensor([1, 2, 3, 4, 1, 2, 3, 4], 'float32', [2, 2, 2, 1]);
    using flips = tensor([true, false], 'bool', [2, 1, 1, 1]);
    using y = layer.transformImages(images, { flips });
    using pixels = reshape(y, [2, 2, 2]);
    expectClose(pixels, [
      expected.map((row) => [...row]),
      [
        [1, 2],
        [3, 4],
      ],
    ]);
  });

  test('mirrors each image by itself, half of them', () => {
    setRandomSeed(3);
    using x = tensor(
      Float32Array.from({ length: 800 }, (_, i) => i % 2),
      'float32',
      [400, 1, 2, 1],
    );
    using y = new RandomFlip({ mode: 'horizontal' }).apply(x, { training: true });
    const left = [...y.dataSync()].filter((_, i) => i % 2 === 0);
    const share = left.reduce((sum, value) => sum + value, 0) / 400;
    // Four standard deviations of a share of 400 coins.
    expect(Math.abs(share - 0.5)).toBeLessThan(0.1);
  });

  test('draws the same again with a seed of its own, and something else in the next pass', () => {
    const draw = (globalSeed: number): string => {
      setRandomSeed(globalSeed);
      using flips = new RandomFlip({ seed: 5 }).randomTransformation(
        [40, 1, 1, 1],
        new Pass({ training: true }),
      ).flips;
      return arrayOf(flips).data.join();
    };
    expect(draw(1)).toBe(draw(2));
  });
});
