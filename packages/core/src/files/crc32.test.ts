import { crc32 as zlib } from 'node:zlib';
import { expect, test } from 'vitest';
import { crc32 } from './crc32.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('has the check value of the standard', () => {
  expect(crc32(bytes('123456789')).toString(16)).toBe('cbf43926');
  expect(crc32(bytes(''))).toBe(0);
  expect(crc32(new Uint8Array(32)).toString(16)).toBe('190a55ad');
});

test.each([1, 7, 8, 9, 63, 1000])(
  'goes on from the checksum of what came before: %d bytes',
  (n) => {
    const whole = Uint8Array.from({ length: 1000 }, (_, i) => (i * 167 + (i >> 3)) & 255);
    expect(crc32(whole.subarray(n), crc32(whole.subarray(0, n)))).toBe(crc32(whole));
  },
);

test.skipIf(zlib === undefined)(
  'agrees with zlib (needs zlib.crc32, of Node 22.2 or 20.15)',
  () => {
    const whole = Uint8Array.from({ length: 1000 }, (_, i) => (i * 167 + (i >> 3)) & 255);
    for (let start = 0; start < 9; start++) {
      expect(crc32(whole.subarray(start))).toBe(zlib(whole.subarray(start)));
    }
  },
);
