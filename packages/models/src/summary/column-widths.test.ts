import { describe, expect, test } from 'vitest';
import { columnWidths } from './column-widths.ts';

describe('columnWidths', () => {
  test('takes what borders and padding need in equal parts from the columns', () => {
    // Stated 34, 26, 16 and padded 36, 28, 18: ten more than the 72 between four borders. Shares 3, 4 (of 3.5), 3.
    expect(columnWidths([0.45, 0.8, 1], 76)).toEqual([33, 24, 15]);
  });

  test('gives what is left to the columns by their widths', () => {
    // Stated 10, 10 and padded 12, 12 of 37: shares 7 (of 6.5) and 6.
    expect(columnWidths([0.25, 0.5], 40)).toEqual([19, 18]);
  });

  test('takes positions above 1 as characters', () => {
    expect(columnWidths([20, 40], 40)).toEqual(columnWidths([0.5, 1], 40));
  });

  test('refuses columns of less than four characters', () => {
    expect(() => columnWidths([0.45, 0.8, 1], 10)).toThrow(
      'summary: a column needs 4 characters at least, received 2 with `lineLength` 10 and `positions` [0.45, 0.8, 1].\n' +
        '  Fix: pass a greater `lineLength`, or `positions` further apart.',
    );
  });
});
