import { dispose, ndArray, Pass, tensor, zeros } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Add } from './add.ts';

await layerFixtureTests('keras/layers-merging.json', { Add });

onEachBackend('Add', () => {
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
  ])('obeys the layer laws: $input', (example) => checkLayer(Add, { options: {}, ...example }));

  test('adds all tensors', () => {
    using layer = new Add();
    using y = layer.apply([tensor([[1, 2]]), tensor([[3, 4]])]);
    expectClose(y, [[4, 6]]);
  });

  test('takes nested lists, one for each tensor', () => {
    using layer = new Add();
    using y = layer.apply([[[1, 2]], [[10, 20]]]);
    expectClose(y, [[11, 22]]);
    expect(() => layer.apply([[[1, 2]], [[10, 20, 30]]])).toThrow('received [1, 2] and [1, 3]');
    expect(() => layer.apply(ndArray([[1, 2]]) as never)).toThrow('received one tensor');
  });

  test('gives a mask that is true where any of its inputs is real, if all have one', () => {
    const layer = new Add();
    const pass = new Pass();
    const mask = [tensor([[true, false, false]]), tensor([[true, true, false]])];
    const x = [zeros([1, 3, 2]), zeros([1, 3, 2])];
    const y = layer.forward(x, pass, { mask });
    expectClose(pass.maskOf(y) ?? y, ndArray([[true, true, false]]));
    const other = layer.forward([zeros([1, 3, 2]), zeros([1, 3, 2])], pass, {
      mask: [mask[0], undefined],
    });
    expect(pass.maskOf(other)).toBeUndefined();
    dispose(...mask, ...x, y, other);
  });

  test.each([
    [
      [
        [2, 3],
        [2, 4],
      ],
      'Add: the inputs cannot be broadcast to one shape, received [2, 3] and [2, 4]',
    ],
    [
      [
        [2, 3],
        [3, 3],
      ],
      'batch sizes must be equal',
    ],
    [[], 'Add: the input must be a list of tensors, received none'],
  ])('refuses inputs of shapes %j', (shapes, message) => {
    expect(() => new Add().outputShape(shapes)).toThrow(message);
  });

  test('takes an open batch axis, and open axes, for what they may be', () => {
    expect(
      new Add().outputShape([
        [null, 3],
        [2, 3],
      ]),
    ).toEqual([2, 3]);
    expect(
      new Add().outputShape([
        [null, null, 3],
        [null, 3],
      ]),
    ).toEqual([null, null, 3]);
  });
});
