import { expect, test } from 'vitest';
import { pattern } from '../../test-support/recorded.ts';
import { rotateImage90 } from '../pixels/rotate-image-90.ts';
import { rotateImage } from './rotate-image.ts';

test('turns a square by a quarter as rotateImage90 does', () => {
  const image = pattern(5, 5, 3);
  expect(rotateImage(image, 90).toArray()).toEqual(rotateImage90(image).toArray());
});

test('keeps the size, and shows the border in the corners', () => {
  const turned = rotateImage(pattern(9, 9), 45, { borderValue: 77 });
  expect(turned.shape).toEqual([9, 9]);
  expect([turned.at(0, 0), turned.at(8, 0), turned.at(0, 8), turned.at(8, 8)]).toEqual([
    77, 77, 77, 77,
  ]);
  expect(turned.at(4, 4)).toBe(pattern(9, 9).at(4, 4));
});

test('takes an angle that is a number', () => {
  expect(() => rotateImage(pattern(2, 2), Number.NaN)).toThrow('`angle` must be a number');
});
