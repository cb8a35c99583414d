import { DataError, DtypeError, MyelinError, NdArray, ndArray, stringArray } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { accuracyScore } from '../classification/accuracy-score.ts';
import { confusionMatrix } from '../classification/confusion-matrix.ts';
import { precisionScore } from '../classification/precision-score.ts';
import { meanSquaredErrorValue } from '../regression/mean-squared-error-value.ts';
import { rootMeanSquaredError } from '../regression/root-mean-squared-error.ts';
import { encodeLabels } from './encode-labels.ts';
import { readLabels } from './labels.ts';

// biome-ignore lint/suspicious/noExplicitAny: what users of JavaScript may pass
const anything = (value: unknown): any => value;

/** What metrics see of a column of a table. */
class Cells implements Iterable<number | null> {
  readonly length: number;
  readonly #cells: readonly (number | null)[];
  constructor(cells: readonly (number | null)[]) {
    this.#cells = cells;
    this.length = cells.length;
  }
  [Symbol.iterator](): Iterator<number | null> {
    return this.#cells.values();
  }
}

describe('Labels', () => {
  const yTrue = [0, 1, 1, 0];
  test.each([
    ['a list', [0, 1, 0, 0]],
    ['a list of booleans', [false, true, false, false]],
    ['a column of lists', [[0], [1], [0], [0]]],
    ['bytes', Uint8Array.of(0, 1, 0, 0)],
    ['doubles', Float64Array.of(0, 1, 0, 0)],
    ['rows of typed arrays', [0, 1, 0, 0].map((label) => Int32Array.of(label))],
    ['an array', ndArray([0, 1, 0, 0])],
    ['an array of booleans', ndArray([false, true, false, false])],
    ['a column', ndArray([[0], [1], [0], [0]])],
    ['a column of a table', new Cells([0, 1, 0, 0])],
  ])('may come as %s', (_, yPred) => {
    expect(accuracyScore(yTrue, yPred)).toBe(0.75);
  });

  test('must not be missing', () => {
    expect(() => accuracyScore(yTrue, new Cells([0, null, 1, 0]))).toThrow(
      /`yPred\[1\]` must be a number, as the first, received null/,
    );
  });

  test('may be texts, in lists and in arrays', () => {
    const names = ['cat', 'dog', 'dog', 'cat'];
    expect(accuracyScore(names, stringArray(['cat', 'dog', 'cat', 'cat']))).toBe(0.75);
    expect(confusionMatrix(stringArray(names), names).labels).toEqual(['cat', 'dog']);
  });

  test('are sorted: numbers by size, texts by code point', () => {
    expect(confusionMatrix([10, 9, -1], [10, 9, -1]).labels).toEqual([-1, 9, 10]);
    // In UTF-16 the first of the two units of an emoji is less than U+FF5E.
    expect(confusionMatrix(['😀', 'é', 'Z', '～'], ['a', 'a', 'a', 'a']).labels).toEqual([
      'Z',
      'a',
      'é',
      '～',
      '😀',
    ]);
    expect(confusionMatrix([true, false], [true, true]).labels).toEqual([false, true]);
  });

  test('are told apart however far from each other they lie', () => {
    const far = [5, -1e12, 5, 7e11];
    const { classes, codes } = encodeLabels([readLabels('test', 'y', far)]);
    expect(classes).toEqual([-1e12, 5, 7e11]);
    expect(Array.from(codes[0]!)).toEqual([1, 0, 1, 2]);
  });

  test('true is 1 and false is 0 where the other array has numbers', () => {
    expect(precisionScore([true, false, true], [1, 1, 1])).toBe(2 / 3);
    expect(precisionScore([true, false], [true, true], { posLabel: true })).toBe(0.5);
  });
});

describe('Bad input is refused by name', () => {
  const weights = { sampleWeight: [0, 0] };
  test.each<[string, () => unknown, string]>([
    [
      'nothing',
      () => accuracyScore(anything(undefined), [1]),
      '`yTrue` must be a list, a typed array or an array, received undefined',
    ],
    ['a text', () => accuracyScore(anything('cat'), ['cat']), '`yTrue` must be a list'],
    ['empty lists', () => accuracyScore([], []), '`yTrue` must hold at least one sample'],
    [
      'different lengths',
      () => accuracyScore([0, 1], [0]),
      '`yPred` must hold one entry for each sample, received 1 for 2 in `yTrue`',
    ],
    [
      'a gap',
      () => accuracyScore([0, anything(null)], [0, 1]),
      '`yTrue[1]` must be a number, as the first, received null',
    ],
    [
      'NaN',
      () => accuracyScore([0, Number.NaN], [0, 1]),
      '`yTrue[1]` must be a number, as the first, received NaN',
    ],
    [
      'a number among texts',
      () => accuracyScore(['a', anything(1)], ['a', 'b']),
      '`yTrue[1]` must be a text, as the first, received 1',
    ],
    [
      'texts for numbers',
      () => accuracyScore([0, 1], ['0', '1']),
      '`yTrue` and `yPred` must name classes alike, received numbers and texts',
    ],
    [
      'scores for classes',
      () => accuracyScore([0, 1], [0.2, 0.9]),
      'the same kind of targets, received binary and continuous ones.\n  Fix: turn scores into classes first',
    ],
    [
      'rows of scores for classes',
      () =>
        accuracyScore(
          [0, 1],
          [
            [0.2, 0.8],
            [0.9, 0.1],
          ],
        ),
      'argMax(-1)',
    ],
    [
      'one-hot rows for classes',
      () =>
        accuracyScore(
          [
            [0, 1],
            [1, 0],
          ],
          [1, 0],
        ),
      'multilabel-indicator and binary ones.\n  Fix: turn one-hot rows into class numbers',
    ],
    [
      'ragged rows',
      () =>
        accuracyScore(
          [[0, 1], [1]],
          [
            [0, 1],
            [1, 0],
          ],
        ),
      'rows of `yTrue` must be equally long: the first holds 2, row 1 holds 1',
    ],
    ['a row that is none', () => accuracyScore([[0, 1], anything(1)], [1, 0]), 'row 1 is 1'],
    ['different labels', () => accuracyScore([[0, 1]], [[0, 1, 1]]), 'received 2 and 3 columns'],
    [
      'three axes',
      () => accuracyScore(ndArray([[[1]]]), [1]),
      '`yTrue` must have shape [samples] or [samples, columns], received [1, 1, 1]',
    ],
    ['a scalar', () => accuracyScore(new NdArray(Int32Array.of(1), []), [1]), 'received []'],
    [
      '64-bit integers',
      () => accuracyScore(anything(BigInt64Array.of(1n)), [1]),
      '`yTrue` must hold numbers, received BigInt64Array',
    ],
    [
      'bare memory',
      () => accuracyScore(anything(new DataView(new ArrayBuffer(8))), [1]),
      'DataView',
    ],
    [
      'an unknown option',
      () => accuracyScore([1], [1], anything({ sampleWeights: [1] })),
      '`sampleWeights` is not an option (received [1]).\n  Fix: did you mean `sampleWeight`',
    ],
    [
      'options that are none',
      () => accuracyScore([1], [1], anything([1])),
      'takes one object of options, received [1]',
    ],
    [
      'too few weights',
      () => accuracyScore([1, 0], [1, 0], { sampleWeight: [1] }),
      '`sampleWeight` must hold one entry for each sample, received 1 for 2 samples',
    ],
    [
      'a weight that is no number',
      () => accuracyScore([1, 0], [1, 0], { sampleWeight: [1, Number.NaN] }),
      '`sampleWeight[1]` must be a finite number, received NaN',
    ],
    [
      'weights of zero',
      () => accuracyScore([1, 0], [1, 0], weights),
      '`sampleWeight` must hold a weight that is not 0',
    ],
    [
      'weights that cancel out',
      () => accuracyScore([1, 0], [1, 0], { sampleWeight: [1, -1] }),
      'must not sum to 0',
    ],
    [
      'rows of weights',
      () =>
        accuracyScore([1, 0], [1, 0], {
          sampleWeight: [
            [1, 2],
            [1, 2],
          ],
        }),
      '`sampleWeight` must have one value for each sample, received shape [2, 2]',
    ],
    [
      'no numbers',
      () => meanSquaredErrorValue([1, 2], anything(['1', '2'])),
      '`yPred[0]` must be a finite number, received "1"',
    ],
    [
      'infinity',
      () =>
        meanSquaredErrorValue(
          [
            [1, 2],
            [3, Number.POSITIVE_INFINITY],
          ],
          [
            [1, 2],
            [3, 4],
          ],
        ),
      '`yTrue[1][1]` must be a finite number, received Infinity',
    ],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(MyelinError);
    expect(act).toThrow(message);
  });

  test('with the error class that fits', () => {
    expect(() => accuracyScore(anything(BigInt64Array.of(1n)), [1])).toThrow(DtypeError);
    expect(() => accuracyScore([], [])).toThrow(DataError);
  });
});

test('Numbers of single precision are added up in double precision', () => {
  // 2 ** 24 + 1 is no float32.
  const yTrue = Float32Array.of(4096, 1);
  expect(meanSquaredErrorValue(yTrue, [0, 0])).toBe((2 ** 24 + 1) / 2);
  expect(rootMeanSquaredError(ndArray([3, 4], [2], 'float32'), [0, 0])).toBe(Math.sqrt(12.5));
});
