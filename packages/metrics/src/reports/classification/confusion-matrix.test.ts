import { ArgumentError, DataError, NdArray } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { confusionMatrix } from './confusion-matrix.ts';

const yTrue = ['cat', 'dog', 'cat', 'bird', 'cat'];
const yPred = ['cat', 'cat', 'cat', 'dog', 'bird'];

describe('confusionMatrix', () => {
  test('counts true classes in rows and predicted ones in columns', () => {
    const counts = confusionMatrix(yTrue, yPred);
    expect(counts).toBeInstanceOf(NdArray);
    expect(counts.dtype).toBe('int32');
    expect(counts.labels).toEqual(['bird', 'cat', 'dog']);
    expect(counts.toArray()).toEqual([
      [0, 0, 1],
      [1, 2, 0],
      [0, 1, 0],
    ]);
    expect(counts.at(1, 0)).toBe(1);
  });

  test('prints as a table with the names of the classes', () => {
    expect(String(confusionMatrix(yTrue, yPred))).toBe(
      [
        'true \\ predicted  bird   cat   dog',
        '            bird     0     0     1',
        '             cat     1     2     0',
        '             dog     0     1     0',
      ].join('\n'),
    );
  });

  test('prints shares with as few decimals as tell them apart, and cuts off long names', () => {
    const long = 'a name that is much too long for a table';
    const shares = confusionMatrix([long, long, long, 'b'], [long, long, 'b', 'b'], {
      normalize: 'true',
    });
    expect(shares.dtype).toBe('float64');
    expect(String(shares)).toBe(
      [
        '        true \\ predicted  a name that is much too…                         b',
        'a name that is much too…                    0.6667                    0.3333',
        '                       b                    0.0000                    1.0000',
      ].join('\n'),
    );
  });

  test('prints the edges of a matrix of very many classes', () => {
    const many = Array.from({ length: 60 }, (_, row) => row);
    const text = String(confusionMatrix(many, many));
    expect(text).toContain('[1, 0, 0, …, 0, 0, 0]');
    expect(text).toContain('shape [60, 60] int32');
  });

  test('keeps to the order of `labels`, and to them only', () => {
    expect(confusionMatrix(yTrue, yPred, { labels: ['cat', 'bird'] }).toArray()).toEqual([
      [2, 1],
      [0, 0],
    ]);
  });

  test('counts whole weights, and adds up others', () => {
    const whole = confusionMatrix([0, 1], [0, 0], { sampleWeight: [2, 3] });
    expect(whole.dtype).toBe('int32');
    expect(whole.toArray()).toEqual([
      [2, 0],
      [3, 0],
    ]);
    expect(confusionMatrix([0, 1], [0, 0], { sampleWeight: [2, 0.5] }).dtype).toBe('float64');
    expect(confusionMatrix([0, 1], [0, 0], { sampleWeight: [2e9, 2e9] }).dtype).toBe('int32');
    const many = confusionMatrix([0, 0], [0, 0], { sampleWeight: [2e9, 2e9] });
    expect(many.toArray()).toEqual([[4e9]]);
  });

  test.each([
    [
      'true' as const,
      [
        [0.75, 0.25],
        [0, 0],
      ],
    ],
    [
      'pred' as const,
      [
        [1, 1],
        [0, 0],
      ],
    ],
    [
      'all' as const,
      [
        [0.75, 0.25],
        [0, 0],
      ],
    ],
  ])('gives shares by %s, and 0 for shares of nothing', (normalize, shares) => {
    const counts = confusionMatrix([0, 0, 0, 0], [0, 0, 0, 1], { normalize });
    expect(counts.toArray()).toEqual(shares);
  });

  test('refuses what has no rows or columns', () => {
    const labels = () => confusionMatrix(yTrue, yPred, { labels: ['fish'] });
    expect(labels).toThrow(ArgumentError);
    expect(labels).toThrow('`labels` must hold a label that occurs among the true ones');
    expect(() => confusionMatrix(yTrue, yPred, { labels: [1] })).toThrow(
      '`labels` must be a list of labels such as ["bird", "cat", "dog"], received [1]',
    );
    const rows = Array.from({ length: 5001 }, (_, row) => row);
    expect(() => confusionMatrix(rows, rows)).toThrow(
      'there must be at most 5000 classes, received 5001, such as [0, 1, 2, 3, 4, 5, … 5001 items]',
    );
    expect(confusionMatrix(rows, rows, { labels: [7] }).toArray()).toEqual([[1]]);
    expect(() => confusionMatrix(yTrue, yPred, { labels: [] })).toThrow('`labels` must hold');
    expect(() => confusionMatrix([[1, 0]], [[1, 0]])).toThrow(DataError);
    expect(() => confusionMatrix([0], [0], { normalize: 'rows' as 'true' })).toThrow(
      "`normalize` must be one of 'true', 'pred', 'all', received \"rows\"",
    );
  });
});
