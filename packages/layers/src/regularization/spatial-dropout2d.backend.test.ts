import { ones, serialize } from '@myelin/core';
import { checkLayer, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { recordedShareTests } from '../../test-support/random-layers.ts';
import { SpatialDropout2D } from './spatial-dropout2d.ts';

await layerFixtureTests('keras/layers-regularization.json', { SpatialDropout2D });
await recordedShareTests('SpatialDropout2D', SpatialDropout2D);

onEachBackend('SpatialDropout2D', () => {
  test.each([
    { options: { rate: 0.5 }, input: [2, 2, 3, 4], output: [2, 2, 3, 4] },
    {
      options: { rate: 0.3, dataFormat: 'channels_first', seed: 3 },
      input: [2, 4, 2, 2],
      output: [2, 4, 2, 2],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(SpatialDropout2D, example));

  test('drops channels where they lie first', () => {
    using x = ones([8, 16, 2, 2]);
    using y = new SpatialDropout2D({ rate: 0.5, seed: 1, dataFormat: 'channels_first' }).apply(x, {
      training: true,
    });
    const channel = 4;
    const sums = Array.from({ length: 128 }, (_, i) =>
      [...y.dataSync()].slice(i * channel, (i + 1) * channel).reduce((a, b) => a + b, 0),
    );
    expect(new Set(sums)).toEqual(new Set([0, 2 * channel]));
  });

  test('is written as Keras writes it', () => {
    expect(serialize(new SpatialDropout2D({ rate: 0.5, name: 'drop' })).config).toEqual({
      rate: 0.5,
      seed: null,
      name: 'drop',
      dtype: 'float32',
      data_format: 'channels_last',
    });
  });

  test('refuses inputs of another rank', () => {
    expect(() => new SpatialDropout2D({ rate: 0.5 }).outputShape([2, 3, 4])).toThrow(
      'the input must have rank 4',
    );
  });
});
