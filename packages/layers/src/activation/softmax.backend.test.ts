import { ndArray, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Softmax } from './softmax.ts';

await layerFixtureTests('keras/layers-activation.json', { Softmax });

onEachBackend('Softmax', () => {
  test.each([
    { options: {}, input: [2, 3], output: [2, 3] },
    { options: { axis: 1 }, input: [2, 3, 4], output: [2, 3, 4] },
    { options: { axis: [1, 2] }, input: [2, 3, 4], output: [2, 3, 4] },
    {
      options: {},
      input: [1, 3],
      output: [1, 3],
      call: { mask: ndArray([[true, false, true]]) },
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(Softmax, example));

  test('gives masked elements no share', () => {
    using mask = tensor([[true, true, false]]);
    using y = new Softmax().apply([[1, 1, 9]], { mask });
    expectClose(y, [[0.5, 0.5, 0]]);
  });

  test('shares evenly where all elements are masked', () => {
    using mask = tensor([[false, false]]);
    using y = new Softmax().apply([[1, 9]], { mask });
    expectClose(y, [[0.5, 0.5]]);
  });

  test('leaves features alone where whole time steps are masked', () => {
    using mask = tensor([[true, false]]);
    using y = new Softmax().apply(
      [
        [
          [0, 0],
          [5, 5],
        ],
      ],
      { mask },
    );
    expectClose(y, [
      [
        [0.5, 0.5],
        [0.5, 0.5],
      ],
    ]);
  });

  test('refuses an axis that the input does not have', () => {
    expect(() => new Softmax({ axis: 4 }).apply([[1, 2]])).toThrow(
      'Softmax: `axis` must be a whole number from -2 to 1 for rank 2, received 4',
    );
  });
});
