import { setRandomSeed } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { EinsumDense } from './einsum-dense.ts';

await layerFixtureTests('keras/layers-core.json', { EinsumDense });

const freeText = ['biasAxes'];

onEachBackend('EinsumDense', () => {
  test.each([
    {
      options: { equation: 'ab,bc->ac', outputShape: 4, biasAxes: 'c' },
      input: [2, 3],
      output: [2, 4],
    },
    {
      options: {
        equation: 'abc,cde->abde',
        outputShape: [null, 2, 3],
        biasAxes: 'de',
        activation: 'tanh',
      },
      input: [2, 3, 4],
      output: [2, 3, 2, 3],
    },
    {
      options: { equation: 'abcd,cde->abe', outputShape: [null, 5], biasAxes: 'e' },
      input: [2, 3, 2, 2],
      output: [2, 3, 5],
    },
    {
      options: { equation: '...x,xy->...y', outputShape: 3, biasAxes: 'y' },
      input: [2, 2, 4],
      output: [2, 2, 3],
    },
    {
      options: { equation: 'ab...,bc->ac...', outputShape: 2, biasAxes: 'c' },
      input: [2, 3, 4],
      output: [2, 2, 4],
    },
    {
      options: { equation: 'abc,bd->acd', outputShape: [null, 2] },
      input: [2, 3, 4],
      output: [2, 4, 2],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(EinsumDense, {
      ...example,
      freeText,
      refuses: { equation: ['ab,bc', 'ab,cd->ae', 'ab->ab'], outputShape: [0, [1.5]] },
    }),
  );

  test('multiplies each time step with the kernel', () => {
    using layer = new EinsumDense({
      equation: 'abc,cd->abd',
      outputShape: [null, 1],
      kernelInitializer: 'ones',
    });
    using y = layer.apply([
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    expectClose(y, [[[3], [7]]]);
  });

  test('starts within the limit of Glorot for the axes that its kernel shares with input and result', () => {
    setRandomSeed(3);
    using layer = new EinsumDense({ equation: 'abc,cde->abde', outputShape: [null, 5, 8] });
    layer.buildFor([null, 2, 20]);
    const values = [...(layer.weights[0]?.value.dataSync() ?? [])].map(Math.abs);
    // 20 inputs and 5 · 8 outputs.
    const limit = Math.sqrt(6 / (20 + 40));
    expect(Math.max(...values)).toBeLessThanOrEqual(limit);
    expect(Math.max(...values)).toBeGreaterThan(0.95 * limit);
  });

  test.each([
    [
      { equation: 'ab,bc->ac', outputShape: 4, biasAxes: 'b' },
      '`biasAxes` must be null or axes of the result "ac", received "b"',
    ],
    [
      { equation: 'ab,bcd->ac', outputShape: 4 },
      'has an axis d of the kernel that neither input nor result have',
    ],
    [
      { equation: 'ab,bc->acd', outputShape: 4 },
      'has an axis d of the result that neither input nor kernel have',
    ],
  ])('refuses %o', (options, message) => {
    expect(() => new EinsumDense(options)).toThrow(message);
  });

  test.each([
    [{ equation: 'ab,bc->ac', outputShape: 4 }, [2, 3, 4]],
    [{ equation: 'abc,cd->abd', outputShape: 4 }, [2, 3, 4]],
    [{ equation: 'abc,cd->abd', outputShape: [2, 4] }, [2, 3, 4]],
  ])('refuses with %o an input of shape %j', (options, shape) => {
    expect(() => new EinsumDense(options).outputShape(shape)).toThrow(/do not fit the axes/);
  });
});
