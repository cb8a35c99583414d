import { ndArray } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { differences, pattern, recordedArray } from '../../test-support/recorded.ts';
import { resizes } from '../../test-support/recorded-values.ts';
import { type ResizeImageInterpolation, resizeImage } from './resize-image.ts';

test.each(resizes)(
  'as OpenCV: $shape of $dtype to $height × $width, $interpolation',
  (recorded) => {
    const { shape, height, width, dtype, result } = recorded;
    const interpolation = recorded.interpolation as ResizeImageInterpolation;
    const image = pattern(...shape).astype(dtype as 'uint8');
    const resized = resizeImage(image, { height, width, interpolation });
    expect(resized.shape).toEqual([height, width, ...shape.slice(2)]);
    expect(resized.dtype).toBe(dtype);
    const { most } = differences(resized, recordedArray(result, resized.shape, dtype));
    // Bytes are the same; of float32, rounding of the last bits of 255 remains.
    expect(most).toBeLessThanOrEqual(dtype === 'uint8' ? 0 : 1e-4);
  },
);

test('of one size gives a copy', () => {
  const image = pattern(3, 4);
  const same = resizeImage(image, { height: 3, width: 4 });
  expect(same.toArray()).toEqual(image.toArray());
  expect(same.data).not.toBe(image.data);
});

test('takes means of areas: 1 + 2 + 3 + 4 over 4 is 2.5, a byte of 3', () => {
  const image = ndArray(
    [
      [1, 2],
      [3, 4],
    ],
    undefined,
    'uint8',
  );
  const options = { height: 1, width: 1, interpolation: 'area' } as const;
  expect(resizeImage(image, options).toArray()).toEqual([[3]]);
  expect(resizeImage(image.astype('float32'), options).toArray()).toEqual([[2.5]]);
});

test('takes the middle of two pixels from the second one', () => {
  const image = ndArray([[1, 2]], undefined, 'uint8');
  const one = { height: 1, width: 1 } as const;
  expect(resizeImage(image, { ...one, interpolation: 'nearest' }).toArray()).toEqual([[1]]);
  expect(resizeImage(image, { ...one, interpolation: 'nearest_exact' }).toArray()).toEqual([[2]]);
});

describe('refuses', () => {
  test.each([
    [{ height: 0, width: 1 }, '`height` must be a whole number'],
    [{ width: 1 }, '`height` is required'],
    [{ height: 1, width: 1, interpolation: 'cubic' }, "must be one of 'linear'"],
    [{ height: 2 ** 20, width: 2 ** 20 }, '1073741824 numbers are the most'],
  ])('%o', (options, message) => {
    expect(() => resizeImage(pattern(2, 2), options as never)).toThrow(message);
  });
});
