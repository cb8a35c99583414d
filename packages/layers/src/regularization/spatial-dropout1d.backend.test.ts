import { serialize } from '@myelin/core';
import { checkLayer, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { recordedShareTests } from '../../test-support/random-layers.ts';
import { SpatialDropout1D } from './spatial-dropout1d.ts';

await layerFixtureTests('keras/layers-regularization.json', { SpatialDropout1D });
await recordedShareTests('SpatialDropout1D', SpatialDropout1D);

onEachBackend('SpatialDropout1D', () => {
  test.each([
    {
      options: { rate: 0.5 },
      input: [2, 3, 4],
      output: [2, 3, 4],
      refuses: { rate: [-0.1, 1.5], seed: ['x', -1] },
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(SpatialDropout1D, example));

  test('is written as Keras writes it', () => {
    expect(serialize(new SpatialDropout1D({ rate: 0.5, name: 'drop' })).config).toEqual({
      rate: 0.5,
      seed: null,
      name: 'drop',
      dtype: 'float32',
    });
  });

  test('refuses inputs of another rank', () => {
    expect(() => new SpatialDropout1D({ rate: 0.5 }).outputShape([2, 3])).toThrow(
      'the input must have rank 3',
    );
  });
});
