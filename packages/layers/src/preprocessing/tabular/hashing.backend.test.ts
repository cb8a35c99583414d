import { NdArray, StringArray, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Hashing } from './hashing.ts';

await layerFixtureTests(
  'keras/layers-tabular.json',
  { Hashing },
  { skip: { 'Hashing-06': 'a shape of rank 1, which Keras announces and does not give; below' } },
);

const words = new StringArray(['cat', 'dog', '', 'cat'], [2, 2]);

onEachBackend('Hashing', () => {
  test.each([
    { options: { numBins: 3 }, input: words, output: [2, 2] },
    { options: { numBins: 3, maskValue: '', salt: [1, 2] }, input: words, output: [2, 2] },
    { options: { numBins: 4, outputMode: 'one_hot' }, input: words, output: [2, 2, 4] },
    { options: { numBins: 4, outputMode: 'multi_hot' }, input: words, output: [2, 4] },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(Hashing, {
      ...example,
      skipLaws: { 'bad options are refused': 'any text or number may be the mask; below' },
    }),
  );

  test.each([
    ['numBins', [0, 1.5, '3']],
    ['maskValue', [0.5, [1], true]],
    ['salt', [[1], 0.5, 'a']],
    ['outputMode', ['tf_idf', 3]],
    ['sparse', [true, 1]],
    ['bins', [3]],
  ])('refuses wrong values of %s', (option, values) => {
    for (const value of values) {
      expect(() => new Hashing({ numBins: 3, [option]: value } as never)).toThrow(`\`${option}\``);
    }
  });

  test('hashes letters of all alphabets', () => {
    using layer = new Hashing({ numBins: 4, outputMode: 'one_hot' });
    using y = layer.apply(['cat', 'dog', 'a longer string with 한글']);
    // What Keras gives.
    expectClose(y, [
      [1, 0, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 0, 1],
    ]);
  });

  test('hashes numbers as texts without their fractions, and booleans as words', () => {
    using sevenths = new Hashing({ numBins: 7 });
    using y = sevenths.apply(new NdArray(Float32Array.of(1.9, -5.2, 42), [3]));
    expectClose(y, [5, 0, 6]);
    using tenths = new Hashing({ numBins: 10 });
    using z = tenths.apply([true, false]);
    expectClose(z, [0, 7]);
  });

  test('keeps bin 0 for the mask, which may be a number', () => {
    using layer = new Hashing({ numBins: 3, maskValue: 0 });
    using y = layer.apply([[0], [1]]);
    expectClose(y, [[0], [2]]);
    using single = new Hashing({ numBins: 1, maskValue: '' });
    using z = single.apply(['', 'a']);
    expectClose(z, [0, 0]);
  });

  test('counts what falls into each bin', () => {
    using layer = new Hashing({ numBins: 4, outputMode: 'count' });
    using x = tensor([['cat', 'dog', 'cat']]);
    using y = layer.apply(x);
    expectClose(y, [[3, 0, 0, 0]]);
  });

  test('takes negative salts', () => {
    using layer = new Hashing({ numBins: 1000, salt: [-3, 9] });
    using y = layer.apply(['cat', 'dog']);
    expectClose(y, [291, 449]);
    expect(layer.config.salt).toEqual([-3, 9]);
  });
});
