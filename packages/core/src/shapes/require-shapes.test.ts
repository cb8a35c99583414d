import { describe, expect, test } from 'vitest';
import { requireRoom, ShapeError } from '../index.ts';
import { requireShapes } from './require-shapes.ts';

describe('requireShapes', () => {
  test.each([
    [[]],
    [[null, 3]],
    [[0, 3]],
    [
      [
        [null, 3],
        [null, 4],
      ],
    ],
    [{ a: [null, 3], b: [[null], [2]] }],
  ])('%o is a shape, or several', (shapes) => {
    expect(() => requireShapes('Mine', 'an input', shapes)).not.toThrow();
  });

  test.each([
    [null],
    [undefined],
    [5],
    ['text'],
    [{}],
    [[Number.NaN, 3]],
    [[null, -1]],
    [[null, 1.5]],
    [['a', 2]],
    [[[null, 3], null]],
    [{ a: 5 }],
    [new Date(0)],
  ])('%o is none', (shapes) => {
    expect(() => requireShapes('Mine', 'an input', shapes)).toThrow(ShapeError);
    expect(() => requireShapes('Mine', 'an input', shapes)).toThrow(
      /^Mine: the shape of an input must be a list of sizes.*, received .*\n {2}Fix: /,
    );
  });
});

describe('requireRoom', () => {
  test('an array may fill all memory, but not more; sizes that are not known count as 1', () => {
    expect(() => requireRoom('Mine', 'a result', [null, 2 ** 15, 2 ** 15])).not.toThrow();
    expect(() => requireRoom('Mine', 'a result', [2, 2 ** 15, 2 ** 15])).toThrow(
      'Mine: a result has at most 1073741824 elements, received shape [2, 32768, 32768].',
    );
    expect(() => requireRoom('Mine', 'a result', [1e12, 1e300])).toThrow(ShapeError);
  });
});
