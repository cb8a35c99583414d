import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Dot } from './dot.ts';

await layerFixtureTests('keras/layers-merging.json', { Dot });

onEachBackend('Dot', () => {
  test.each([
    {
      options: { axes: 1 },
      input: [
        [3, 4],
        [3, 4],
      ],
      output: [3, 1],
    },
    {
      options: { axes: [3, 1], normalize: true },
      input: [
        [2, 3, 2, 4],
        [2, 4, 5],
      ],
      output: [2, 3, 2, 5],
    },
    {
      options: { axes: [1, 2] },
      input: [
        [2, 4],
        [2, 3, 4],
      ],
      output: [2, 3],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(Dot, { ...example, refuses: { axes: [[1], [1, 2, 3], 1.5] } }),
  );

  test('sums products over the axis', () => {
    using layer = new Dot({ axes: 1 });
    using y = layer.apply([tensor([[1, 2]]), tensor([[3, 4]])]);
    expectClose(y, [[11]]);
  });

  test('gives the cosine of vectors of length 1, and 0 for zeros', () => {
    using layer = new Dot({ axes: -1, normalize: true });
    using y = layer.apply([
      tensor([
        [3, 4],
        [0, 0],
      ]),
      tensor([
        [0, 2],
        [1, 1],
      ]),
    ]);
    expectClose(y, [[0.8], [0]]);
  });

  test('refuses the batch axis, and sizes that differ', () => {
    expect(() =>
      new Dot({ axes: 0 }).outputShape([
        [2, 3],
        [2, 3],
      ]),
    ).toThrow('Dot: `axes` must not be the batch axis, received 0');
    expect(() =>
      new Dot({ axes: 1 }).outputShape([
        [2, 3],
        [2, 4],
      ]),
    ).toThrow('along `axes` 1, received [2, 3] and [2, 4]');
  });
});
