import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { Permute } from './permute.ts';

await layerFixtureTests('keras/layers-reshaping.json', { Permute });

onEachBackend('Permute', () => {
  test.each([
    { options: { dims: [2, 1] }, input: [2, 3, 4], output: [2, 4, 3] },
    {
      options: { dims: [3, 1, 2] },
      input: [1, 2, 3, 4],
      output: [1, 4, 2, 3],
      refuses: { dims: [[], [0, 1], [1, 1], [1, 3]] },
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(Permute, example));

  test('puts axes into another order', () => {
    using y = new Permute({ dims: [2, 1] }).apply([
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ]);
    expectClose(y, [
      [
        [1, 4],
        [2, 5],
        [3, 6],
      ],
    ]);
  });
});
