import { dispose, ndArray, Pass, tensor, zeros } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Concatenate } from './concatenate.ts';

await layerFixtureTests('keras/layers-merging.json', { Concatenate });

onEachBackend('Concatenate', () => {
  test.each([
    {
      options: {},
      input: [
        [2, 3],
        [2, 1],
        [2, 2],
      ],
      output: [2, 6],
    },
    {
      options: { axis: 1 },
      input: [
        [2, 3, 4],
        [2, 2, 4],
      ],
      output: [2, 5, 4],
    },
    {
      options: { axis: -2 },
      input: [
        [1, 2, 3],
        [1, 1, 3],
      ],
      output: [1, 3, 3],
      call: { mask: [ndArray([[true, false]]), undefined] },
    },
  ])('obeys the layer laws: $options, $input', (example) => checkLayer(Concatenate, example));

  test('joins tensors one behind the other', () => {
    using layer = new Concatenate();
    using y = layer.apply([
      tensor([
        [1, 2],
        [3, 4],
      ]),
      tensor([[5], [6]]),
    ]);
    expectClose(y, [
      [1, 2, 5],
      [3, 4, 6],
    ]);
  });

  test.each([
    [1, [[true, false, true]]],
    [2, [[true, true]]],
  ])('joins masks along axis %i as Keras does', (axis, expected) => {
    const layer = new Concatenate({ axis });
    const pass = new Pass();
    const x =
      axis === 1 ? [zeros([1, 2, 1]), zeros([1, 1, 1])] : [zeros([1, 2, 1]), zeros([1, 2, 2])];
    const mask = tensor([[true, false]]);
    const y = layer.forward(x, pass, { mask: [mask, undefined] });
    const actual = pass.maskOf(y) ?? y;
    expectClose(actual, ndArray(expected));
    dispose(...x, mask, y, actual);
  });

  test.each([
    [
      [
        [2, 3],
        [3, 3],
      ],
    ],
    [
      [
        [2, 3],
        [2, 3, 1],
      ],
    ],
  ])('refuses inputs of shapes %j', (shapes) => {
    expect(() => new Concatenate().outputShape(shapes)).toThrow(
      /^Concatenate: the inputs must be equal but for the size of axis 1/,
    );
  });
});
