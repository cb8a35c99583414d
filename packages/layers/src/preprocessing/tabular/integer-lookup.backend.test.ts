import { NdArray } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { IntegerLookup } from './integer-lookup.ts';

await layerFixtureTests('keras/layers-tabular.json', { IntegerLookup });

const vocabulary = [42, -7, 12, 3, 99];
const numbers = new NdArray(Int32Array.of(12, 4, 99, 0, -7, 100), [2, 3]);

onEachBackend('IntegerLookup', () => {
  test.each([
    { options: { vocabulary }, input: numbers, output: [2, 3] },
    { options: { vocabulary, maskToken: 0, numOovIndices: 3 }, input: numbers, output: [2, 3] },
    { options: { vocabulary, numOovIndices: 0 }, input: numbers, output: [2, 3] },
    {
      options: { vocabulary, outputMode: 'one_hot', maskToken: 0 },
      input: numbers,
      output: [2, 3, 6],
    },
    { options: { vocabulary, outputMode: 'count' }, input: numbers, output: [2, 6] },
    {
      options: {
        vocabulary,
        outputMode: 'tf_idf',
        idfWeights: [1, 2, 3, 4, 5],
        maxTokens: 8,
        padToMaxTokens: true,
      },
      input: numbers,
      output: [2, 8],
    },
    { options: { vocabulary, invert: true, maskToken: 0 }, input: numbers, output: [2, 3] },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(IntegerLookup, {
      ...example,
      refuses: {
        vocabulary: [[1.5], [2 ** 31], [1, 1], ['1']],
        maskToken: ['0', 0.5],
        vocabularyDtype: ['int32'],
        sparse: [true],
      },
    }),
  );

  test('finds each number of a vocabulary of any size, and no other', () => {
    for (const size of [1, 2, 3, 7, 8, 9, 100]) {
      const tokens = Array.from({ length: size }, (_, i) => (i * 37) % 101);
      using layer = new IntegerLookup({ vocabulary: tokens });
      using y = layer.apply([Array.from({ length: 103 }, (_, i) => i - 1)]);
      const expected = Array.from({ length: 103 }, (_, i) => tokens.indexOf(i - 1) + 1);
      expectClose(y, [expected]);
    }
  });

  test('shares indices among unknown numbers by remainder or by hash', () => {
    const unknown = [[-1, -2, -3, 4, 7, 5]];
    using remainder = new IntegerLookup({ vocabulary: [5, 6], numOovIndices: 3 });
    using a = remainder.apply(unknown);
    expectClose(a, [[2, 1, 0, 1, 1, 3]]);
    const options = { vocabulary: [5, 6], numOovIndices: 5, oovMethod: 'farmhash' } as const;
    using hashed = new IntegerLookup(options);
    using b = hashed.apply(unknown);
    // What Keras gives.
    expectClose(b, [[0, 0, 4, 3, 3, 5]]);
    using salted = new IntegerLookup({ ...options, salt: 7 });
    using c = salted.apply(unknown);
    expectClose(c, [[2, 2, 1, 1, 2, 5]]);
    expect([remainder.runsOnHost, hashed.runsOnHost]).toEqual([false, true]);
  });

  test('goes the way back with invert, unknown indices included', () => {
    using layer = new IntegerLookup({
      vocabulary: [5, 6],
      invert: true,
      maskToken: 0,
      numOovIndices: 2,
    });
    using y = layer.apply([[0, 1, 2, 3, 4, 5, -1]]);
    expectClose(y, [[0, -1, -1, 5, 6, -1, -1]]);
  });

  test('learns from numbers of any kind, which lose their fractions', () => {
    using layer = new IntegerLookup({ maxTokens: 3 });
    layer.adapt(Float32Array.of(7, 7, 8.9, 8, 1));
    expect(layer.getVocabulary()).toEqual([-1, 8, 7]);
    using y = layer.apply([[7.5, 8, -0.5]]);
    expectClose(y, [[2, 1, 0]]);
    expect(layer.saveAssets()).toEqual({ 'vocabulary.txt': '-1\n8\n7' });
    using other = new IntegerLookup();
    other.loadAssets(layer.saveAssets());
    expect(other.getVocabulary()).toEqual([-1, 8, 7]);
  });

  test('refuses texts, and a salt without a hash', () => {
    using layer = new IntegerLookup({ vocabulary });
    expect(() => layer.apply([['a']])).toThrow('must be whole numbers, received texts');
    expect(() => layer.adapt([['a']])).toThrow('must be whole numbers, received texts');
    expect(() => new IntegerLookup({ salt: 3 })).toThrow("`salt` goes with `oovMethod` 'farmhash'");
  });
});
