import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Flatten } from './flatten.ts';

await layerFixtureTests('keras/layers-reshaping.json', { Flatten });

onEachBackend('Flatten', () => {
  test.each([
    { options: {}, input: [2, 3, 4], output: [2, 12] },
    { options: {}, input: [3], output: [3, 1] },
    { options: { dataFormat: 'channels_first' }, input: [2, 3, 2, 2], output: [2, 12] },
  ])('obeys the layer laws: $options $input', (example) => checkLayer(Flatten, example));

  test('moves channels to the end with channels_first', () => {
    using y = new Flatten({ dataFormat: 'channels_first' }).apply([
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    expectClose(y, [[1, 3, 2, 4]]);
  });

  test('knows no size where the input has an unknown one', () => {
    expect(new Flatten().outputShape([null, null, 4])).toEqual([null, null]);
  });
});
