import { expect, test } from 'vitest';
import { pattern, recordedArray } from '../../test-support/recorded.ts';
import { borders } from '../../test-support/recorded-values.ts';
import type { BorderMode } from '../image/border-mode.ts';
import { padImage } from './pad-image.ts';

test.each(Object.entries(borders))(
  'as OpenCV: %s, also farther than the picture is wide',
  (border, result) => {
    const padded = padImage(pattern(3, 4), {
      top: 2,
      bottom: 5,
      left: 7,
      right: 1,
      border: border as BorderMode,
      borderValue: 9,
    });
    expect(padded.shape).toEqual([10, 12]);
    expect(padded.toArray()).toEqual(recordedArray(result, [10, 12]).toArray());
  },
);

test('takes a color for each channel', () => {
  const padded = padImage(pattern(1, 1, 3), { left: 1, borderValue: [1, 2, 300] });
  expect(padded.toArray()).toEqual([
    [
      [1, 2, 255],
      [0, 38, 90],
    ],
  ]);
});

test('adds no negative number of rows', () => {
  expect(() => padImage(pattern(1, 1), { top: -1 })).toThrow('`top` must be a whole number');
});
