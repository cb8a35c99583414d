import { ndArray } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { drawPicture, sideBySide } from './pictures.ts';

describe('drawPicture', () => {
  test('gives small pictures two characters a pixel', () => {
    const image = ndArray([
      [0, 4],
      [8, 16],
    ]);
    expect(drawPicture(image, 16, false)).toEqual(['  ░░', '▒▒██']);
  });

  test('takes two rows of a large picture together', () => {
    const image = ndArray(Array.from({ length: 14 }, (_, row) => [row % 2 === 0 ? 255 : 0]));
    expect(drawPicture(image, 255, false)).toEqual(new Array(7).fill('▒'));
  });

  test('paints with the 24 grays where there are colors', () => {
    expect(drawPicture(ndArray([[0, 1]]), 1, true)).toEqual([
      '\x1b[38;5;232;48;5;232m  \x1b[38;5;255;48;5;255m  \x1b[0m',
    ]);
  });
});

test('sideBySide puts as many pictures in a row as fit, captions below', () => {
  const picture = (caption: string) => ({ lines: ['ab', 'cd'], caption });
  expect(sideBySide([picture('1'), picture('two'), picture('3')], 10)).toBe(
    ['ab    ab', 'cd    cd', '1     two', '', 'ab', 'cd', '3', ''].join('\n'),
  );
});
