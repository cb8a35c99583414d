import { StringArray } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { TextVectorization } from './text-vectorization.ts';

await layerFixtureTests(
  'keras/layers-text.json',
  { TextVectorization },
  {
    skip: {
      'TextVectorization-13-no-split':
        'a shape of rank 2, which Keras announces and does not give; below',
    },
  },
);

const texts = new StringArray(['Foo, bar!', 'bar baz'], [2]);
const vocabulary = ['bar', 'foo'];

onEachBackend('TextVectorization', () => {
  test.each([
    { options: { vocabulary, outputSequenceLength: 3 }, input: texts, output: [2, 3] },
    { options: { vocabulary, outputMode: 'count', ngrams: [1, 2] }, input: texts, output: [2, 3] },
    {
      options: { vocabulary, outputMode: 'tf_idf', idfWeights: [1, 2], split: 'character' },
      input: texts.reshape([2, 1]),
      output: [2, 3],
    },
    {
      options: { vocabulary, split: null, standardize: 'lower' },
      input: new StringArray(['Bar', 'foo', 'x', 'bar'], [2, 2]),
      output: [2, 2],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(TextVectorization, {
      ...example,
      refuses: {
        maxTokens: [1],
        ngrams: [0, [1, 0], 1.5],
        outputSequenceLength: [0],
        ragged: [true],
        sparse: [true],
        vocabulary: [['a', 'a']],
      },
    }),
  );

  test('cleans, cuts and numbers texts, and pads with 0', () => {
    using layer = new TextVectorization();
    layer.adapt(['foo bar', 'bar baz', 'baz bada boom']);
    expect(layer.getVocabulary()).toEqual(['', '[UNK]', 'baz', 'bar', 'foo', 'boom', 'bada']);
    using y = layer.apply(['Foo qux, bar!', ' qux\tbaz ']);
    expectClose(y, [
      [4, 1, 3],
      [1, 2, 0],
    ]);
  });

  test('takes words as they are where split is null, along the only axis too', () => {
    using layer = new TextVectorization({ split: null, standardize: 'lower' });
    layer.adapt(['yes', 'no', 'no']);
    using y = layer.apply(['Yes', 'no', 'maybe']);
    expectClose(y, [3, 2, 1]);
    using pairs = new TextVectorization({ split: null, ngrams: 2, vocabulary: ['a', 'b', 'a b'] });
    using z = pairs.apply([
      ['a', 'b'],
      ['a', 'a'],
    ]);
    expectClose(z, [
      [2, 3, 4],
      [2, 2, 1],
    ]);
  });

  test('knows the whitespace and the capital letters of ASCII only, as TensorFlow does', () => {
    using layer = new TextVectorization({ vocabulary: ['ÀÉ', 'a\u00a0b'] });
    using y = layer.apply(['ÀÉ A\u00a0B']);
    expectClose(y, [[2, 3]]);
  });

  test('cuts characters, not halves of pairs', () => {
    using layer = new TextVectorization({ split: 'character', vocabulary: ['😀', 'b'] });
    using y = layer.apply(['a😀b']);
    expectClose(y, [[1, 2, 3]]);
  });

  test('takes functions for cleaning and cutting', () => {
    using layer = new TextVectorization({
      standardize: (text) => text.replaceAll('-', ' '),
      split: (text) => text.split(' '),
      vocabulary: ['a', 'b'],
    });
    using y = layer.apply(['b-a b']);
    expectClose(y, [[3, 2, 3]]);
  });

  test('gives a row for each token in mode one_hot, zeros for padding', () => {
    using layer = new TextVectorization({ vocabulary: ['a', 'b'], outputMode: 'one_hot' });
    using y = layer.apply(['a b', 'b']);
    expectClose(y, [
      [
        [0, 1, 0],
        [0, 0, 1],
      ],
      [
        [0, 0, 1],
        [0, 0, 0],
      ],
    ]);
    using single = layer.apply(['a']);
    expect(single.shape).toEqual([1, 1, 3]);
  });

  test('has nothing to say about empty texts', () => {
    using layer = new TextVectorization({ vocabulary });
    using y = layer.apply(['', ' ']);
    expect(y.shape).toEqual([2, 0]);
  });

  test('learns from a stream of batches, and keeps what it learnt in its config', async () => {
    async function* batches() {
      yield ['a b', 'b'];
      yield ['c b'];
    }
    using layer = new TextVectorization({ outputMode: 'tf_idf' });
    await layer.adapt(batches());
    expect(layer.getVocabulary()).toEqual(['[UNK]', 'b', 'c', 'a']);
    using copy = new TextVectorization(layer.config);
    using y = copy.apply(['a a']);
    // One of three documents has it.
    expectClose(y, [[0, 0, 0, 2 * Math.log(1 + 3 / 2)]]);
    expect(layer.saveAssets()).toEqual({ 'vocabulary.txt': '[UNK]\nb\nc\na' });
  });

  test('learns from a stream of single texts', async () => {
    async function* texts() {
      yield* ['a b', 'b c', 'b'];
    }
    using layer = new TextVectorization({ outputMode: 'tf_idf' });
    await layer.adapt(texts());
    expect(layer.getVocabulary()).toEqual(['[UNK]', 'b', 'c', 'a']);
    using y = layer.apply(['a b']);
    // As Keras gives it for a data set of these three texts.
    expectClose(y, [[0, 0.5596158, 0, 0.91629076]]);
  });

  test('takes runs no longer than the text, whatever `ngrams` says', () => {
    using layer = new TextVectorization({ ngrams: 1e9, vocabulary: ['b', 'a b'] });
    using y = layer.apply(['a b']);
    expectClose(y, [[1, 2, 3]]);
  });

  test('takes more texts at a time than a call has arguments', () => {
    using layer = new TextVectorization({ vocabulary: ['b'] });
    using y = layer.apply(Array.from({ length: 200_000 }, () => 'b'));
    expect(y.shape).toEqual([200_000, 1]);
    expect(y.dataSync().every((index) => index === 2)).toBe(true);
  });

  test('takes another vocabulary', () => {
    using layer = new TextVectorization();
    expect(() => layer.apply(['a'])).toThrow('the layer has no vocabulary yet');
    layer.setVocabulary(['a']);
    expect(layer.config.vocabulary).toEqual(['a']);
    layer.loadAssets({ 'vocabulary.txt': '\n[UNK]\nb\nc\n' });
    expect(layer.getVocabulary()).toEqual(['', '[UNK]', 'b', 'c']);
    expect(layer.vocabularySize()).toBe(4);
  });

  test('refuses several texts in a sample', () => {
    using layer = new TextVectorization({ vocabulary });
    expect(() => layer.apply([['a', 'b']])).toThrow('one text in each sample');
    expect(() => new TextVectorization({ outputMode: 'count', outputSequenceLength: 3 })).toThrow(
      "`outputSequenceLength` goes with `outputMode` 'int' only",
    );
    expect(() => new TextVectorization({ vocabulary: ['a', 'a'] })).toThrow(/^TextVectorization: /);
  });
});
