import { Pass, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { BatchNormalization } from './batch-normalization.ts';

await layerFixtureTests('keras/layers-normalization.json', { BatchNormalization });

onEachBackend('BatchNormalization', () => {
  test.each([
    { options: {}, input: [6, 3], output: [6, 3] },
    { options: { scale: false, momentum: 0.9 }, input: [4, 3, 2], output: [4, 3, 2] },
    { options: { center: false, epsilon: 0.01 }, input: [5, 2], output: [5, 2] },
    { options: { scale: false, center: false, axis: 1 }, input: [3, 2, 4], output: [3, 2, 4] },
    {
      options: { renorm: true, renormClipping: { rmax: 3, rmin: 0.3, dmax: 5 } },
      input: [5, 2],
      output: [5, 2],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(BatchNormalization, {
      ...example,
      ...(example.options.renorm && {
        skipLaws: {
          gradients: 'correction factors are constants of differentiation, though they change',
        },
      }),
    }),
  );

  test('normalizes by the batch in training and moves its averages towards it', () => {
    using layer = new BatchNormalization({ epsilon: 0, momentum: 0.9 });
    using y = layer.apply([[1], [5]], { training: true });
    // mean 3, variance 4
    expectClose(y, [[-1], [1]]);
    const [, , mean, variance] = layer.weights;
    expectClose(mean!.value, [0.3]);
    expectClose(variance!.value, [1.3]);
  });

  test('normalizes by its averages outside of training', () => {
    using layer = new BatchNormalization({ epsilon: 0 });
    layer.buildFor([null, 1]);
    layer.weights[2]?.assign([1]);
    layer.weights[3]?.assign([4]);
    using y = layer.apply([[1], [5]]);
    expectClose(y, [[0], [2]]);
  });

  test('behaves as outside of training while it is frozen', () => {
    using layer = new BatchNormalization({ epsilon: 0 });
    layer.trainable = false;
    const pass = new Pass({ training: true });
    expectClose(layer.forward(tensor([[1], [5]], 'float32'), pass), [[1], [5]]);
    expect(pass.updates.size).toBe(0);
  });

  test('leaves masked time steps out of its statistics', () => {
    using layer = new BatchNormalization({ epsilon: 0, momentum: 0 });
    using mask = tensor([[true, true, false]]);
    layer.apply([[[1], [5], [100]]], { training: true, mask }).dispose();
    expectClose(layer.weights[2]!.value, [3]);
    expectClose(layer.weights[3]!.value, [4]);
  });

  test('refuses an axis that the input does not have, and a feature axis of unknown size', () => {
    expect(() => new BatchNormalization({ axis: 3 }).apply([[1, 2]])).toThrow('`axis` must be');
    expect(() => new BatchNormalization().buildFor([null, null])).toThrow('must have a known size');
  });
});
