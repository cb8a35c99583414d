import { serialize } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { LayerNormalization } from './layer-normalization.ts';

await layerFixtureTests('keras/layers-normalization.json', { LayerNormalization });

onEachBackend('LayerNormalization', () => {
  test.each([
    { options: {}, input: [3, 4], output: [3, 4] },
    { options: { axis: [1, 2], epsilon: 0.01 }, input: [2, 3, 4], output: [2, 3, 4] },
    { options: { axis: 1, center: false }, input: [2, 3, 4], output: [2, 3, 4] },
    { options: { axis: [-2], scale: false }, input: [2, 3, 2, 2], output: [2, 3, 2, 2] },
    {
      options: { rmsScaling: true, scale: false },
      input: [2, 3],
      output: [2, 3],
      refuses: { axis: [[], 1.5], epsilon: [-1] },
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(LayerNormalization, example));

  test('brings each sample to mean 0 and variance 1', () => {
    using layer = new LayerNormalization({ epsilon: 0 });
    using y = layer.apply([
      [1, 5],
      [2, 2.5],
    ]);
    expectClose(y, [
      [-1, 1],
      [-1, 1],
    ]);
  });

  test('has a weight for each place along its axes, in the order of the axes', () => {
    using layer = new LayerNormalization({ axis: [2, 1] });
    layer.buildFor([null, 3, 4]);
    expect(layer.weights.map(({ name, shape }) => [name, shape])).toEqual([
      ['gamma', [3, 4]],
      ['beta', [3, 4]],
    ]);
  });

  test('keeps the mean with `rmsScaling`, as old models do', () => {
    using layer = new LayerNormalization({ epsilon: 0, rmsScaling: true, scale: false });
    using y = layer.apply([[1, 5]]);
    // The deviation is 2.
    expectClose(y, [[0.5, 2.5]]);
    expect(layer.weights.map(({ name }) => name)).toEqual(['gamma']);
  });

  test('writes its axes as Keras does: as a list in order once it is built', () => {
    using layer = new LayerNormalization({ axis: [2, 1] });
    expect(serialize(layer).config.axis).toEqual([2, 1]);
    layer.buildFor([null, 3, 4]);
    expect(serialize(layer).config.axis).toEqual([1, 2]);
    using last = new LayerNormalization();
    expect(serialize(last).config.axis).toBe(-1);
    last.buildFor([null, 3]);
    expect(serialize(last).config.axis).toEqual([-1]);
  });

  test('refuses an axis that the input does not have, and one of unknown size', () => {
    expect(() => new LayerNormalization({ axis: 3 }).apply([[1, 2]])).toThrow('`axis` must be');
    expect(() => new LayerNormalization().buildFor([2, null])).toThrow('must have a known size');
  });
});
