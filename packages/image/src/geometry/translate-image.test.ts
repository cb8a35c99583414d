import { ndArray } from '@myelin/core';
import { expect, test } from 'vitest';
import { translateImage } from './translate-image.ts';

const image = ndArray(
  [
    [0, 100],
    [200, 40],
  ],
  undefined,
  'uint8',
);

test('moves to the right and down', () => {
  expect(translateImage(image, [1, 1]).toArray()).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(translateImage(image, [0, 1], { border: 'replicate' }).toArray()).toEqual([
    [0, 100],
    [0, 100],
  ]);
});

test('blends where it moves by a half: (0 + 100) / 2 and (200 + 40) / 2', () => {
  const moved = translateImage(image, [0.5, 0], { border: 'replicate' });
  expect(moved.toArray()).toEqual([
    [0, 50],
    [200, 120],
  ]);
});

test('takes two numbers', () => {
  expect(() => translateImage(image, 3 as never)).toThrow('`shift` must be two numbers');
});
