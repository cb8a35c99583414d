import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Cropping1D } from './cropping1d.ts';

await layerFixtureTests('keras/layers-reshaping.json', { Cropping1D });

onEachBackend('Cropping1D', () => {
  test.each([
    { options: {}, input: [2, 5, 2], output: [2, 3, 2] },
    {
      options: { cropping: [2, 0] },
      input: [2, 5, 2],
      output: [2, 3, 2],
      refuses: { cropping: [-1, [1], 1.5] },
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(Cropping1D, example));

  test('takes elements from both ends', () => {
    using y = new Cropping1D({ cropping: [2, 1] }).apply([[[1], [2], [3], [4]]]);
    expectClose(y, [[[3]]]);
  });

  test('refuses to take all there is, and inputs that are no sequences', () => {
    const layer = new Cropping1D({ cropping: 2 });
    expect(() => layer.outputShape([null, 4, 1])).toThrow(
      '`cropping` takes 2 + 2 elements of the 4',
    );
    expect(() => layer.outputShape([null, 4])).toThrow('the input must have rank 3');
    expect(layer.outputShape([null, null, 1])).toEqual([null, null, 1]);
  });
});
