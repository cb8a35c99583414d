import { NdArray } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { CategoryEncoding } from './category-encoding.ts';

await layerFixtureTests('keras/layers-tabular.json', { CategoryEncoding });

const column = new NdArray(Int32Array.of(2, 0), [2, 1]);

onEachBackend('CategoryEncoding', () => {
  test.each([
    { options: { numTokens: 4 }, input: [2, 3], output: [2, 4] },
    { options: { numTokens: 4, outputMode: 'one_hot' }, input: [2, 3], output: [2, 3, 4] },
    { options: { numTokens: 4, outputMode: 'one_hot' }, input: column, output: [2, 4] },
    { options: { numTokens: 4, outputMode: 'count' }, input: [2, 3, 2], output: [2, 2, 4] },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(CategoryEncoding, {
      ...example,
      integerInput: 4,
      refuses: { numTokens: [0, 2.5], sparse: [true], outputMode: ['int'] },
    }),
  );

  test('counts with weights', () => {
    using layer = new CategoryEncoding({ numTokens: 4, outputMode: 'count' });
    const countWeights = [
      [0.1, 0.2, 0.3],
      [1, 2, 3],
    ];
    using y = layer.apply(
      [
        [0, 2, 2],
        [3, 1, 0],
      ],
      { countWeights },
    );
    expectClose(y, [
      [0.1, 0, 0.5, 0],
      [3, 2, 0, 1],
    ]);
    using ones = new CategoryEncoding({ numTokens: 4, outputMode: 'one_hot' });
    expect(() => ones.apply([[1]], { countWeights: [[1]] })).toThrow(
      "`countWeights` goes with `outputMode` 'count' only",
    );
  });

  test('makes one row of a single axis, and leaves out what is no category', () => {
    using layer = new CategoryEncoding({ numTokens: 3 });
    using y = layer.apply([1, 2, 5]);
    expectClose(y, [0, 1, 1]);
    using older = new CategoryEncoding({ numTokens: 3, outputMode: 'binary' });
    expect(older.config.outputMode).toBe('multi_hot');
  });

  test('cannot do without the number of categories', () => {
    expect(() => new CategoryEncoding({} as never)).toThrow(
      'or use IntegerLookup where it is not known',
    );
  });
});
