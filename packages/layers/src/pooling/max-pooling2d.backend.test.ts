import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { MaxPooling2D } from './max-pooling2d.ts';

await layerFixtureTests('keras/layers-pooling.json', { MaxPooling2D });

onEachBackend('MaxPooling2D', () => {
  test.each([
    { options: {}, input: [1, 4, 5, 2], output: [1, 2, 2, 2] },
    {
      options: { poolSize: [3, 2], strides: [1, 2], padding: 'same' },
      input: [1, 3, 5, 1],
      output: [1, 3, 3, 1],
    },
    { options: { dataFormat: 'channels_first' }, input: [1, 2, 4, 4], output: [1, 2, 2, 2] },
  ])('obeys the layer laws: $options', (example) => checkLayer(MaxPooling2D, example));

  test('takes the largest element of each window', () => {
    using x = tensor([1, 5, 2, 0, -3, 4, 8, 7], 'float32', [1, 2, 4, 1]);
    using y = new MaxPooling2D().apply(x);
    expectClose(y, [[[[5], [8]]]]);
  });

  test('refuses inputs without a batch axis', () => {
    expect(() => new MaxPooling2D().outputShape([3, 4, 1])).toThrow('the input must have rank 4');
  });
});
