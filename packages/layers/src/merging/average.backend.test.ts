import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { Average } from './average.ts';

await layerFixtureTests('keras/layers-merging.json', { Average });

onEachBackend('Average', () => {
  test.each([
    {
      input: [
        [2, 3],
        [2, 3],
        [2, 3],
      ],
      output: [2, 3],
    },
    {
      input: [
        [2, 3, 4],
        [2, 1, 4],
      ],
      output: [2, 3, 4],
    },
    {
      input: [
        [2, 4],
        [2, 3, 2, 4],
      ],
      output: [2, 3, 2, 4],
    },
  ])('obeys the layer laws: $input', (example) => checkLayer(Average, { options: {}, ...example }));

  test('divides the sum by the number of tensors', () => {
    using layer = new Average();
    using y = layer.apply([tensor([[1, 2]]), tensor([[4, 6]])]);
    expectClose(y, [[2.5, 4]]);
  });
});
