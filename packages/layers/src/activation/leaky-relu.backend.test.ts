import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { LeakyReLU } from './leaky-relu.ts';

await layerFixtureTests('keras/layers-activation.json', { LeakyReLU });

onEachBackend('LeakyReLU', () => {
  test.each([
    { options: {}, input: [2, 3], output: [2, 3] },
    { options: { negativeSlope: 0.01 }, input: [2, 3, 4], output: [2, 3, 4] },
  ])('obeys the layer laws: $options', (example) => checkLayer(LeakyReLU, example));

  test('has the slope 0.3 below 0', () => {
    using y = new LeakyReLU().apply([[-10, 0, 10]]);
    expectClose(y, [[-3, 0, 10]]);
  });
});
