import { StringArray, stringsOf, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { StringLookup } from './string-lookup.ts';

await layerFixtureTests('keras/layers-text.json', { StringLookup });

const letters = new StringArray(['a', 'z', 'b', 'a', '', 'c'], [2, 3]);
const vocabulary = ['a', 'b', 'c'];

onEachBackend('StringLookup', () => {
  test.each([
    { options: { vocabulary }, input: letters, output: [2, 3] },
    {
      options: { vocabulary, maskToken: '', numOovIndices: 3, salt: 7 },
      input: letters,
      output: [2, 3],
    },
    { options: { vocabulary, outputMode: 'one_hot' }, input: letters, output: [2, 3, 4] },
    {
      options: { vocabulary, outputMode: 'multi_hot', maxTokens: 6, padToMaxTokens: true },
      input: letters,
      output: [2, 6],
    },
    {
      options: { vocabulary, outputMode: 'tf_idf', idfWeights: [1, 2, 0.5] },
      input: letters,
      output: [2, 4],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(StringLookup, {
      ...example,
      freeText: ['maskToken', 'oovToken'],
      refuses: {
        maxTokens: [1, 2],
        numOovIndices: [-1, 0.5],
        maskToken: [3],
        vocabulary: [[], [1], ['a', 'a'], 'words.txt'],
        sparse: [true],
        salt: [[1, 2, 3], 0.5],
        idfWeights: [[1]],
      },
    }),
  );

  test('puts frequent texts first, and equally frequent ones in falling order', () => {
    using layer = new StringLookup();
    layer.adapt([
      ['b', 'a'],
      ['b', 'c'],
    ]);
    expect(layer.getVocabulary()).toEqual(['[UNK]', 'b', 'c', 'a']);
    expect(layer.getVocabulary(false)).toEqual(['b', 'c', 'a']);
    expect(layer.vocabularySize()).toBe(4);
    using y = layer.apply([['a', 'x', 'b']]);
    expectClose(y, [[3, 0, 1]]);
    expect(y.dtype).toBe('int32');
  });

  test('orders texts by code points, not by halves of pairs', () => {
    using layer = new StringLookup();
    layer.adapt([['\u{1f600}', '\uff5e', 'z']]);
    expect(layer.getVocabulary(false)).toEqual(['\u{1f600}', '\uff5e', 'z']);
  });

  test('learns the same from a stream of batches as from all data at once', async () => {
    async function* batches() {
      yield [['b', 'a']];
      yield tensor([['b', 'c']]);
    }
    using layer = new StringLookup();
    await layer.adapt(batches());
    expect(layer.getVocabulary(false)).toEqual(['b', 'c', 'a']);
  });

  test('weighs by rarity: log(1 + documents / (1 + documents with the token))', () => {
    using layer = new StringLookup({ outputMode: 'tf_idf', maxTokens: 7, padToMaxTokens: true });
    layer.adapt([
      ['a', 'b'],
      ['a', 'c'],
    ]);
    using y = layer.apply([['a', 'c', 'c']]);
    // a is in both of 2 documents, b and c in one; what is unknown weighs the mean.
    expectClose(y, [[0, Math.log(1 + 2 / 3), 2 * Math.log(2), 0, 0, 0, 0]]);
  });

  test('a copy made from the config knows what was learnt', () => {
    using layer = new StringLookup({ outputMode: 'count', maskToken: '' });
    layer.adapt([['a', '', 'b', 'a']]);
    using copy = new StringLookup(layer.config);
    expect(copy.config).toEqual(layer.config);
    using y = copy.apply([['a', 'a', '', 'q']]);
    expectClose(y, [[1, 2, 0]]);
    expect(() => copy.adapt([['a']])).toThrow('`vocabulary` was given as an option');
  });

  test('goes the way back with invert, unknown indices included', () => {
    using layer = new StringLookup({ vocabulary: ['a', 'b'], invert: true, maskToken: 'M' });
    using y = layer.apply([[0, 1, 2, 3, 4, -1]]);
    expect(stringsOf(y).toArray()).toEqual([['M', '[UNK]', 'a', 'b', '[UNK]', '[UNK]']]);
  });

  test('counts along axis 1 where there are three axes, as Keras does', () => {
    using layer = new StringLookup({ vocabulary: ['a', 'b'], outputMode: 'count' });
    expect(layer.outputShape([null, 2, 3])).toEqual([null, 3, 3]);
    using y = layer.apply([
      [
        ['a', 'b', 'a'],
        ['a', 'a', 'a'],
      ],
    ]);
    expectClose(y, [
      [
        [0, 2, 0],
        [0, 1, 1],
        [0, 2, 0],
      ],
    ]);
  });

  test('takes another vocabulary, with special tokens or without', () => {
    using layer = new StringLookup({ maskToken: '' });
    layer.setVocabulary(['', '[UNK]', 'x']);
    expect(layer.getVocabulary()).toEqual(['', '[UNK]', 'x']);
    layer.setVocabulary(['y', 'x']);
    expect(layer.getVocabulary()).toEqual(['', '[UNK]', 'y', 'x']);
    expect(() => layer.setVocabulary(['y', ''])).toThrow('must not have the `maskToken`');
    expect(() => layer.setVocabulary(['y'], [1])).toThrow(
      "`idfWeights` goes with `outputMode` 'tf_idf'",
    );
  });

  test('files of one layer give another its vocabulary', () => {
    using layer = new StringLookup({ maskToken: '', outputMode: 'tf_idf' });
    layer.adapt([
      ['a', 'b'],
      ['a', 'c'],
    ]);
    const assets = layer.saveAssets();
    expect(assets).toEqual({ 'vocabulary.txt': '[UNK]\na\nc\nb' });
    using other = new StringLookup({ maskToken: '', outputMode: 'tf_idf' });
    other.loadAssets(assets, layer.idfWeights);
    expect(other.getVocabulary()).toEqual(layer.getVocabulary());
    expect(other.idfWeights).toEqual(layer.idfWeights);
    expect(new StringLookup({ vocabulary }).saveAssets()).toEqual({});
  });

  test('reads files with many empty lines at once, and takes those at the end for none', () => {
    using layer = new StringLookup({ numOovIndices: 1 });
    layer.loadAssets({ 'vocabulary.txt': `[UNK]\na\r\nb${'\n'.repeat(200_000)}` });
    expect(layer.getVocabulary()).toEqual(['[UNK]', 'a', 'b']);
    const between = `[UNK]\na${'\n'.repeat(200_000)}b`;
    expect(() => layer.loadAssets({ 'vocabulary.txt': between })).toThrow('each token once');
  });

  test('asks for no memory for indices of unknown texts before there are any', () => {
    using layer = new StringLookup({ vocabulary, numOovIndices: 2 ** 24 });
    expect(layer.vocabularySize()).toBe(2 ** 24 + 3);
  });

  test('cannot be used before it has a vocabulary', () => {
    using layer = new StringLookup();
    expect(() => layer.apply([['a']])).toThrow('the layer has no vocabulary yet');
    using rows = new StringLookup({ outputMode: 'multi_hot' });
    expect(() => rows.outputShape([null, 2])).toThrow('the layer has no vocabulary yet');
  });

  test('a vocabulary of another size would change the shape of rows', () => {
    using layer = new StringLookup({ outputMode: 'multi_hot' });
    layer.adapt([['a', 'b']]);
    expect(() => layer.adapt([['a', 'b', 'c']])).toThrow('cannot change from 2 to 3 tokens');
  });

  test('refuses unknown texts without indices for them, and numbers', () => {
    using layer = new StringLookup({ vocabulary, numOovIndices: 0 });
    expect(() => layer.apply([['a', 'x']])).toThrow(
      'every token must be in the vocabulary, received "x"',
    );
    expect(() => layer.apply([[1, 2]])).toThrow('the input must be texts, received int32');
  });

  test.each([
    [{ invert: true, outputMode: 'count' }, "`outputMode` must be 'int' with `invert`"],
    [{ padToMaxTokens: true }, '`padToMaxTokens` needs `maxTokens`'],
    [{ idfWeights: [1] }, "`idfWeights` goes with `outputMode` 'tf_idf' only"],
    [{ outputMode: 'tf-idf', vocabulary }, '`idfWeights` must come with `vocabulary`'],
    [{ vocabulary: ['a', '[UNK]'], invert: true }, 'must not have the `oovToken`'],
    [{ vocabulary, invert: true, oovToken: null }, '`oovToken` must be a token'],
    [
      { vocabulary, maxTokens: 3 },
      'at most `maxTokens` 3 tokens, special ones included, received 4',
    ],
  ])('refuses %o', (options, message) => {
    expect(() => new StringLookup(options as never)).toThrow(message);
  });
});
