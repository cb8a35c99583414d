import { describe, expect, test } from 'vitest';
import { commonAxes, mergeableAxes, stridesOver } from './common-axes.ts';

describe('commonAxes', () => {
  test('are the axes of the shapes, those of size 1 left out', () => {
    expect(
      commonAxes([
        [1, 4, 1, 6],
        [4, 6, 1],
      ]),
    ).toEqual([4, 6]);
    expect(commonAxes([[], [1, 1]])).toEqual([]);
  });

  test('divide axes that are joined in another shape', () => {
    expect(commonAxes([[24], [4, 6]])).toEqual([4, 6]);
    // Borders after 12 of 24 elements, and after 6.
    expect(
      commonAxes([
        [2, 12],
        [4, 6],
      ]),
    ).toEqual([2, 2, 6]);
  });

  test('do not exist where borders cross', () => {
    expect(
      commonAxes([
        [4, 6],
        [6, 4],
      ]),
    ).toBeUndefined();
  });
});

describe('stridesOver', () => {
  test('are 0 along axes that an operand is repeated along', () => {
    expect(stridesOver([4, 6], [4, 6], [4, 6])).toEqual([6, 1]);
    expect(stridesOver([4, 6], [4, 6], [6])).toEqual([0, 1]);
    expect(stridesOver([4, 6], [4, 6], [4, 1])).toEqual([1, 0]);
    expect(stridesOver([4, 6], [4, 6], [])).toEqual([0, 0]);
  });

  test('divide the steps of axes that are divided', () => {
    expect(stridesOver([4, 6], [24], [24])).toEqual([6, 1]);
    expect(stridesOver([2, 2, 6], [4, 6], [4, 1])).toEqual([2, 1, 0]);
    expect(stridesOver([5, 2, 3], [5, 1, 6], [1, 6])).toEqual([0, 3, 1]);
  });
});

describe('mergeableAxes', () => {
  test('are neighbors that all operands walk through as one', () => {
    expect(
      mergeableAxes(
        [4, 6],
        [
          [6, 1],
          [6, 1],
        ],
      ),
    ).toEqual([[0, 1]]);
    expect(
      mergeableAxes(
        [4, 6],
        [
          [6, 1],
          [0, 1],
        ],
      ),
    ).toEqual([[0], [1]]);
    expect(
      mergeableAxes(
        [2, 4, 6],
        [
          [24, 6, 1],
          [0, 0, 1],
        ],
      ),
    ).toEqual([[0, 1], [2]]);
    expect(
      mergeableAxes(
        [2, 4, 6],
        [
          [24, 6, 1],
          [0, 0, 0],
        ],
      ),
    ).toEqual([[0, 1, 2]]);
  });
});
