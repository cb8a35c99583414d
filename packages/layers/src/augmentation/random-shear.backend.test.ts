import { Pass, setRandomSeed, tensor } from '@myelin/core';
import { checkLayer, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { RandomShear } from './random-shear.ts';

await transformFixtureTests({ RandomShear });

onEachBackend('RandomShear', () => {
  test.each([
    { options: {}, input: [1, 2, 2, 1], output: [1, 2, 2, 1] },
    { options: { xFactor: 0.5, yFactor: [0.1, 0.3] }, input: [2, 4, 3, 2], output: [2, 4, 3, 2] },
    {
      options: { xFactor: [0.4, 0.2], dataFormat: 'channels_first', interpolation: 'nearest' },
      input: [2, 1, 3, 4],
      output: [2, 1, 3, 4],
    },
    { options: { yFactor: 1, fillMode: 'constant', seed: 1 }, input: [3, 3, 2], output: [3, 3, 2] },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomShear, {
      ...example,
      refuses: { xFactor: [-0.1, 1.5, [-0.2, 0.2]], yFactor: [2, [1]] },
    }),
  );

  test('shifts each row against the one above', () => {
    const layer = new RandomShear({ fillMode: 'constant' });
    using images = tensor([1, 2, 3, 1, 2, 3, 1, 2, 3], 'float32', [1, 3, 3, 1]);
    using shearFactor = tensor([1, 0], 'float32', [1, 2]);
    using y = layer.transformImages(images, { shearFactor });
    expectClose(y, [
      [
        [[1], [2], [3]],
        [[2], [3], [0]],
        [[3], [0], [0]],
      ],
    ]);
  });

  test('slants to either side', () => {
    setRandomSeed(1);
    using shear = new RandomShear({ xFactor: [0.1, 0.3] }).randomTransformation(
      [400, 1, 1, 1],
      new Pass({ training: true }),
    ).shearFactor;
    const x = [...shear.dataSync()].filter((_, i) => i % 2 === 0);
    const sizes = x.map(Math.abs);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(Math.fround(0.1));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(Math.fround(0.3));
    const left = x.filter((value) => value < 0).length / 400;
    expect(Math.abs(left - 0.5)).toBeLessThan(0.1);
  });
});
