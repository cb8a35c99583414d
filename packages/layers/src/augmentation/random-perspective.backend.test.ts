import { Pass, setRandomSeed, tensor } from '@myelin/core';
import { checkLayer, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { homography } from './homography.ts';
import { RandomPerspective } from './random-perspective.ts';

await transformFixtureTests({ RandomPerspective });

onEachBackend('RandomPerspective', () => {
  test.each([
    { options: {}, input: [2, 4, 3, 2], output: [2, 4, 3, 2] },
    {
      options: { factor: 0.5, scale: 0.3, fillValue: 2, dataFormat: 'channels_first', seed: 4 },
      input: [3, 1, 3, 4],
      output: [3, 1, 3, 4],
    },
    {
      options: { factor: [1, 1], scale: 0.6, interpolation: 'nearest' },
      input: [3, 3, 2],
      output: [3, 3, 2],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomPerspective, {
      ...example,
      refuses: { factor: [-0.1, 1.5, [2, 3]], scale: [-0.1, 1.1] },
    }),
  );

  test('finds the corners of the image at the points that were drawn', () => {
    const ends = [0, 0, 3, 0.5, 0.5, 2, 4, 3];
    using corners = tensor(ends, 'float32', [1, 4, 2]);
    using transform = homography(corners, [5, 7]);
    const [a, b, c, d, e, f, g, h] = [...transform.dataSync()] as number[];
    const places = [0, 1, 2, 3].map((i) => {
      const [x, y] = [ends[2 * i] as number, ends[2 * i + 1] as number];
      const k = g! * x + h! * y + 1;
      return [(a! * x + b! * y + c!) / k, (d! * x + e! * y + f!) / k];
    });
    expectClose(tensor(places.flat(), 'float32', [4, 2]), [
      [0, 0],
      [6, 0],
      [0, 4],
      [6, 4],
    ]);
  });

  test('shrinks an image whose corners move inwards', () => {
    const layer = new RandomPerspective({ fillValue: 9 });
    using images = tensor([1, 2, 3, 4, 5, 6, 7, 8, 9], 'float32', [1, 3, 3, 1]);
    using applyPerspective = tensor([true], 'bool');
    using endPoints = tensor([0, 0, 1, 0, 0, 1, 1, 1], 'float32', [1, 4, 2]);
    using y = layer.transformImages(images, { applyPerspective, endPoints });
    expectClose(y, [
      [
        [[1], [3], [9]],
        [[7], [9], [9]],
        [[9], [9], [9]],
      ],
    ]);
  });

  test('changes as many images as the factor says', () => {
    setRandomSeed(1);
    const count = (factor: readonly [number, number]): number => {
      const layer = new RandomPerspective({ factor });
      const drawn = layer.randomTransformation([400, 3, 3, 1], new Pass({ training: true }));
      const changed = [...drawn.applyPerspective.dataSync()].filter(Boolean).length;
      for (const value of Object.values(drawn)) value.dispose();
      return changed;
    };
    expect(count([0, 0])).toBe(0);
    expect(count([1, 1])).toBe(400);
    // Chances between 0 and 1 are 1/2 in the mean; four standard deviations are 40.
    expect(Math.abs(count([0, 1]) - 200)).toBeLessThan(40);
  });

  test('refuses images of one row', () => {
    expect(() => new RandomPerspective().outputShape([null, 1, 4, 3])).toThrow(
      'images of one row or one column have no perspective',
    );
  });
});
