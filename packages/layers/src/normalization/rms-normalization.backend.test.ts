import { Pass, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { RMSNormalization } from './rms-normalization.ts';

await layerFixtureTests('keras/layers-normalization.json', { RMSNormalization });

onEachBackend('RMSNormalization', () => {
  test.each([
    { options: {}, input: [3, 4], output: [3, 4] },
    { options: { axis: [1, 2], epsilon: 0.01 }, input: [2, 3, 4], output: [2, 3, 4] },
    {
      options: { axis: 1 },
      input: [2, 3, 4],
      output: [2, 3, 4],
      refuses: { axis: [[], 1.5], epsilon: [-1] },
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(RMSNormalization, example));

  test('divides by the root mean square', () => {
    using layer = new RMSNormalization({ epsilon: 0 });
    using y = layer.apply([[1, 7]]);
    // mean square 25
    expectClose(y, [[0.2, 1.4]]);
  });

  test('hands no mask on, as in Keras', () => {
    using layer = new RMSNormalization();
    const pass = new Pass();
    using x = tensor([[[1], [2]]], 'float32');
    using mask = tensor([[true, false]]);
    pass.setMask(x, mask);
    using y = layer.forward(x, pass);
    expect(pass.maskOf(y)).toBeUndefined();
  });
});
