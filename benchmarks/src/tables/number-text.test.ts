import { expect, test } from 'vitest';
import { numberText } from './number-text.ts';

test.each([
  [0.000412345, '0.000412'],
  [0.0123, '0.0123'],
  [1.678, '1.68'],
  [1, '1.00'],
  [23.14, '23.1'],
  [999.6, '1,000'],
  [56341, '56,341'],
  [0, '0'],
  [Number.NaN, '–'],
  [Number.POSITIVE_INFINITY, '–'],
])('%d is written %s', (value, text) => {
  expect(numberText(value)).toBe(text);
});
