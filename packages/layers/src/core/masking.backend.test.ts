import { Pass, sum, tensor, valueAndGradients } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { Masking } from './masking.ts';

await layerFixtureTests('keras/layers-core.json', { Masking });

onEachBackend('Masking', () => {
  test.each([
    { options: {}, input: [2, 3, 4], output: [2, 3, 4] },
    { options: { maskValue: -1 }, input: [2, 3], output: [2, 3] },
  ])('obeys the layer laws: $options', (example) => checkLayer(Masking, example));

  test('lets gradients through the steps that it keeps', () => {
    const layer = new Masking();
    const x = tensor(
      [
        [
          [0, 0],
          [0, 3],
        ],
      ],
      'float32',
    );
    const { gradients } = valueAndGradients(() => sum(layer.forward(x, new Pass())), [x]);
    expectClose(gradients[0]!, [
      [
        [0, 0],
        [1, 1],
      ],
    ]);
  });
});
