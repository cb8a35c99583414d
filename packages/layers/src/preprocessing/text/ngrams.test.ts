import { DataError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { ngrams } from './ngrams.ts';

describe('ngrams', () => {
  test('a number stands for all widths up to it; none is wider than the text', () => {
    expect(ngrams(['a', 'b', 'c'], 2)).toEqual(['a', 'b', 'c', 'a b', 'b c']);
    expect(ngrams(['a', 'b'], 1e12)).toEqual(['a', 'b', 'a b']);
    expect(ngrams(['a', 'b', 'c'], [3])).toEqual(['a b c']);
    expect(ngrams([], 3)).toEqual([]);
  });

  test('runs that would fill all memory are refused', () => {
    const tokens = Array<string>(500_000).fill('a');
    expect(() => ngrams(tokens, 1000)).toThrow(DataError);
    expect(() => ngrams(tokens, [1000])).toThrow(
      /received a text of 500000 tokens with `ngrams` up to 1000, which makes 499001000/,
    );
    expect(ngrams(tokens, 2)).toHaveLength(999_999);
  });
});
