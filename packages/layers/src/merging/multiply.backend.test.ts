import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { Multiply } from './multiply.ts';

await layerFixtureTests('keras/layers-merging.json', { Multiply });

onEachBackend('Multiply', () => {
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
  ])('obeys the layer laws: $input', (example) =>
    checkLayer(Multiply, { options: {}, ...example }),
  );

  test('multiplies all tensors', () => {
    using layer = new Multiply();
    using y = layer.apply([tensor([[2, 3]]), tensor([[4, 5]])]);
    expectClose(y, [[8, 15]]);
  });

  test('counts masked time steps as 1, and gives 0 where all are masked', () => {
    using layer = new Multiply();
    using a = tensor([[[1], [5], [3], [4]]]);
    using b = tensor([[[2], [2], [7], [9]]]);
    using first = tensor([[true, true, false, false]]);
    using second = tensor([[true, false, true, false]]);
    using y = layer.apply([a, b], { mask: [first, second] });
    expectClose(y, [[[2], [5], [7], [0]]]);
  });
});
