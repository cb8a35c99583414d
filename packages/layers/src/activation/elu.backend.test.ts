import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { ELU } from './elu.ts';

await layerFixtureTests('keras/layers-activation.json', { ELU });

onEachBackend('ELU', () => {
  test.each([
    { options: {}, input: [2, 3], output: [2, 3] },
    { options: { alpha: 0.3 }, input: [2, 3, 4], output: [2, 3, 4] },
  ])('obeys the layer laws: $options', (example) => checkLayer(ELU, example));

  test('approaches -alpha', () => {
    using y = new ELU({ alpha: 2 }).apply([[-100, 3]]);
    expectClose(y, [[-2, 3]]);
  });
});
