import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { RepeatVector } from './repeat-vector.ts';

await layerFixtureTests('keras/layers-reshaping.json', { RepeatVector });

onEachBackend('RepeatVector', () => {
  test.each([
    { options: { n: 3 }, input: [2, 4], output: [2, 3, 4], refuses: { n: [0] } },
    { options: { n: 1 }, input: [2, 4], output: [2, 1, 4] },
  ])('obeys the layer laws: $options', (example) => checkLayer(RepeatVector, example));

  test('makes a sequence of equal time steps', () => {
    using y = new RepeatVector({ n: 2 }).apply([
      [1, 5],
      [2, 6],
    ]);
    expectClose(y, [
      [
        [1, 5],
        [1, 5],
      ],
      [
        [2, 6],
        [2, 6],
      ],
    ]);
  });
});
