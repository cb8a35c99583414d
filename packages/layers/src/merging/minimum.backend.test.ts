import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { Minimum } from './minimum.ts';

await layerFixtureTests('keras/layers-merging.json', { Minimum });

onEachBackend('Minimum', () => {
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
  ])('obeys the layer laws: $input', (example) => checkLayer(Minimum, { options: {}, ...example }));

  test('takes the smallest element at each place', () => {
    using layer = new Minimum();
    using y = layer.apply([tensor([[1, 4]]), tensor([[3, 2]])]);
    expectClose(y, [[1, 2]]);
  });

  test('takes masked time steps from the other tensor', () => {
    using layer = new Minimum();
    using a = tensor([[[1], [5], [3], [4]]]);
    using b = tensor([[[2], [2], [7], [9]]]);
    using first = tensor([[true, true, false, false]]);
    using second = tensor([[true, false, true, false]]);
    // The last step is masked in both: it stays the first one's.
    using y = layer.apply([a, b], { mask: [first, second] });
    expectClose(y, [[[1], [5], [7], [4]]]);
  });
});
