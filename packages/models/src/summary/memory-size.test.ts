import { expect, test } from 'vitest';
import { formatMemorySize } from './memory-size.ts';

test.each([
  [0, '0.00 B'],
  [492, '492.00 B'],
  [1023, '1023.00 B'],
  [1024, '1.00 KB'],
  // 1152 / 1024 is 1.125: Python rounds a tie to the even digit.
  [1152, '1.12 KB'],
  [407_080, '397.54 KB'],
  [1_221_248, '1.16 MB'],
  [3 * 1024 ** 6, '3072.00 PB'],
])('formatMemorySize(%d) is %s', (bytes, text) => {
  expect(formatMemorySize(bytes)).toBe(text);
});
