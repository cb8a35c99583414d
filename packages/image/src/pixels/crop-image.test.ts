import { expect, test } from 'vitest';
import { pattern } from '../../test-support/recorded.ts';
import { cropImage } from './crop-image.ts';

test('copies a part', () => {
  const image = pattern(4, 5, 2);
  const part = cropImage(image, { top: 1, left: 2, height: 2, width: 3 });
  expect(part.shape).toEqual([2, 3, 2]);
  expect(part.at(1, 2, 1)).toBe(image.at(2, 4, 1));
  part.data[0] = 99;
  expect(image.at(1, 2, 0)).not.toBe(99);
});

test('does not reach beyond the edge', () => {
  expect(() => cropImage(pattern(4, 5), { top: 1, left: 2, height: 2, width: 4 })).toThrow(
    'columns 2 to 6 must lie in the image, which has 4 rows and 5 columns',
  );
});
