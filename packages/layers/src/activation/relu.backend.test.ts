import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { ReLU } from './relu.ts';

await layerFixtureTests('keras/layers-activation.json', { ReLU });

onEachBackend('ReLU', () => {
  test.each([
    { options: {}, input: [2, 3], output: [2, 3] },
    { options: { maxValue: 6 }, input: [2, 3, 4], output: [2, 3, 4] },
    { options: { negativeSlope: 0.2 }, input: [4], output: [4] },
  ])('obeys the layer laws: $options', (example) => checkLayer(ReLU, example));

  test('damps below the threshold and cuts at the limit', () => {
    using y = new ReLU({ threshold: 1, negativeSlope: 0.5, maxValue: 3 }).apply([[-1, 0, 2, 5]]);
    // 0.5 · (-1 - 1), 0.5 · (0 - 1), 2, 3
    expectClose(y, [[-1, -0.5, 2, 3]]);
  });

  test.each(['maxValue', 'negativeSlope', 'threshold'])('refuses a negative %s', (option) => {
    expect(() => new ReLU({ [option]: -1 })).toThrow(
      `\`${option}\` must be a number of at least 0`,
    );
  });
});
