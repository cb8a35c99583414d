import { gradient, Pass, sum, zeros } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { UnitNormalization } from './unit-normalization.ts';

await layerFixtureTests('keras/layers-normalization.json', { UnitNormalization });

onEachBackend('UnitNormalization', () => {
  test.each([
    { options: {}, input: [3, 4], output: [3, 4] },
    {
      options: { axis: [1, -1] },
      input: [2, 3, 2],
      output: [2, 3, 2],
      refuses: { axis: [[], 1.5] },
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(UnitNormalization, example));

  test('brings vectors to length 1', () => {
    using y = new UnitNormalization().apply([[3, 4]]);
    expectClose(y, [[0.6, 0.8]]);
  });

  test('leaves zeros as they are, with a finite derivative', () => {
    using x = zeros([1, 2]);
    const layer = new UnitNormalization();
    using y = layer.apply(x);
    expectClose(y, [[0, 0]]);
    using slope = gradient((input) => sum(layer.forward(input, new Pass())))(x);
    expect([...slope.dataSync()].every(Number.isFinite)).toBe(true);
  });

  test('refuses an axis that the input does not have', () => {
    expect(() => new UnitNormalization({ axis: 2 }).apply([[1, 2]])).toThrow('`axis` must be');
  });
});
