import { expect, test } from 'vitest';
import { StringArray, stringArray } from '../index.ts';

const letters = new StringArray(['a', 'b', 'c', 'd', 'e', 'f'], [3, 2]);

test('rows are taken by range and by index', () => {
  expect(letters.slice(1)).toEqual(new StringArray(['c', 'd', 'e', 'f'], [2, 2]));
  expect(letters.slice(0, -2)).toEqual(new StringArray(['a', 'b'], [1, 2]));
  expect(letters.slice(2, 1)).toEqual(new StringArray([], [0, 2]));
  expect(letters.slice(1, 9)).toEqual(new StringArray(['c', 'd', 'e', 'f'], [2, 2]));
  expect(letters.take([2, 0])).toEqual(new StringArray(['e', 'f', 'a', 'b'], [2, 2]));
});

test('a row has one axis less, and a row of it none', () => {
  expect(letters.row(1)).toEqual(new StringArray(['c', 'd'], [2]));
  expect(letters.row(-1).row(0).toArray()).toBe('e');
  for (const index of [3, -4, 0.5]) {
    expect(() => letters.row(index)).toThrow(
      `the number of a row of shape [3, 2], received ${index}`,
    );
  }
  expect(() => new StringArray(['a'], []).row(0)).toThrow('StringArray.row');
});

test('nested lists come back as they were', () => {
  const nested = [[['a'], ['b']]];
  expect(stringArray(nested).shape).toEqual([1, 2, 1]);
  expect(stringArray(nested).toArray()).toEqual(nested);
  expect(stringArray('one').toArray()).toBe('one');
  expect(String(stringArray([['a'], ['b']]))).toBe('[["a"],["b"]]');
});

test('what is no text is refused', () => {
  expect(() => stringArray(['a', null] as never)).toThrow(
    'element [1] must be a text, received null',
  );
  expect(() => stringArray(3 as never)).toThrow('must be nested lists of texts, received 3');
  expect(() => new StringArray(['a'], [2])).toThrow('shape [2] holds 2 elements, received 1');
});
