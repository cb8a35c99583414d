import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { UpSampling1D } from './up-sampling1d.ts';

await layerFixtureTests('keras/layers-reshaping.json', { UpSampling1D });

onEachBackend('UpSampling1D', () => {
  test.each([
    { options: {}, input: [2, 3, 2], output: [2, 6, 2] },
    { options: { size: 3 }, input: [1, 2, 2], output: [1, 6, 2], refuses: { size: [0, [2]] } },
  ])('obeys the layer laws: $options', (example) => checkLayer(UpSampling1D, example));

  test('repeats each time step', () => {
    using y = new UpSampling1D({ size: 3 }).apply([
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    expectClose(y, [
      [
        [1, 2],
        [1, 2],
        [1, 2],
        [3, 4],
        [3, 4],
        [3, 4],
      ],
    ]);
  });
});
