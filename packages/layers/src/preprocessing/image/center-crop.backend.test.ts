import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { CenterCrop } from './center-crop.ts';

await layerFixtureTests('keras/layers-image.json', { CenterCrop });

onEachBackend('CenterCrop', () => {
  test.each([
    { options: { height: 2, width: 3 }, input: [2, 5, 4, 2], output: [2, 2, 3, 2] },
    {
      options: { height: 4, width: 3, dataFormat: 'channels_first' },
      input: [1, 2, 3, 5],
      output: [1, 2, 4, 3],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(CenterCrop, { ...example, refuses: { width: [0, 2.5] } }),
  );

  test('leaves the larger half below and to the right', () => {
    using y = new CenterCrop({ height: 1, width: 1 }).apply([
      [
        [[1], [2]],
        [[3], [4]],
      ],
    ]);
    expectClose(y, [[[[1]]]]);
  });

  test('cuts before it enlarges, so that proportions stay', () => {
    // The middle two of three columns would be one pixel too many: a row of height 1 gives a window of 1 × 1.
    using y = new CenterCrop({ height: 2, width: 2 }).apply([[[[1], [2], [3]]]]);
    expectClose(y, [
      [
        [[2], [2]],
        [[2], [2]],
      ],
    ]);
  });
});
