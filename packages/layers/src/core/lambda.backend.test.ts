import { add, cast, mul, Pass, type Tensor, tensor, tidy } from '@myelin/core';
import { checkLayer, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Lambda } from './lambda.ts';

const skipLaws = {
  'save then load': 'files cannot hold functions',
  'wrong inputs are refused': 'it is the function that is told of them, and fails as it likes',
} as const;

onEachBackend('Lambda', () => {
  test.each([
    { options: { function: (x: Tensor) => mul(x, x) }, input: [2, 3], output: [2, 3] },
    {
      options: {
        function: ([a, b]: Tensor[]) => [add(a!, b!), mul(a!, 2)],
        outputShape: (shapes: unknown) => shapes,
      },
      input: [
        [2, 3],
        [2, 3],
      ],
      output: [
        [2, 3],
        [2, 3],
      ],
    },
    {
      options: { function: (x: Tensor) => x.sum(2), outputShape: [3] },
      input: [2, 3, 4],
      output: [2, 3],
    },
  ])('obeys the layer laws: $input', (example) => checkLayer(Lambda, { ...example, skipLaws }));

  test('computes its function, told its arguments', () => {
    using layer = new Lambda({
      function: (x: Tensor, { factor }) => mul(x, factor as number),
      arguments: { factor: 3 },
    });
    using y = layer.apply([[1, 2]]);
    expectClose(y, [[3, 6]]);
  });

  test('tells its function of training and masks, and makes a mask', () => {
    tidy(() => {
      const layer = new Lambda({
        function: (x: Tensor, { training, mask }) =>
          training ? mul(x, cast(mask as Tensor, 'float32').reshape([1, 2, 1])) : x,
        mask: (_x, mask) => mask,
      });
      const x = tensor([[[1], [2]]]);
      const pass = new Pass({ training: true });
      const mask = tensor([[true, false]]);
      const y = layer.forward(x, pass, { mask });
      expectClose(y, [[[1], [0]]]);
      expect(pass.maskOf(y)).toBe(mask);
      const forgetful = new Lambda({ function: (z: Tensor) => z.neg() });
      expect(pass.maskOf(forgetful.forward(x, pass, { mask }))).toBeUndefined();
    });
  });

  test('says why it cannot be saved', () => {
    const layer = new Lambda({ function: (x: Tensor) => x });
    expect(() => layer.toKeras()).toThrow(/a file cannot hold the function.*\n.*ComposedLayer/);
  });
});
