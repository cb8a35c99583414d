import { expect, test } from 'vitest';
import { float32, float64, int32, signed, text, unsigned } from './bytes.ts';

test.each([
  [0, [0x00]],
  [127, [0x7f]],
  [128, [0x80, 0x01]],
  [624_485, [0xe5, 0x8e, 0x26]],
  [0xffff_ffff, [0xff, 0xff, 0xff, 0xff, 0x0f]],
])('%d unsigned is in LEB128 %o', (value, bytes) => {
  expect(unsigned(value)).toEqual(bytes);
});

test.each([
  [0, [0x00]],
  [63, [0x3f]],
  [64, [0xc0, 0x00]],
  [-1, [0x7f]],
  [-64, [0x40]],
  [-65, [0xbf, 0x7f]],
  [-123_456, [0xc0, 0xbb, 0x78]],
  [-(2 ** 31), [0x80, 0x80, 0x80, 0x80, 0x78]],
])('%d signed is in LEB128 %o', (value, bytes) => {
  expect(signed(value)).toEqual(bytes);
});

test('floats and words lie with their lowest byte first', () => {
  expect(float32(1)).toEqual([0, 0, 0x80, 0x3f]);
  expect(float64(-2)).toEqual([0, 0, 0, 0, 0, 0, 0, 0xc0]);
  expect(int32(-2)).toEqual([0xfe, 0xff, 0xff, 0xff]);
});

test('names are UTF-8 after their length in bytes', () => {
  expect(text('ß!')).toEqual([3, 0xc3, 0x9f, 0x21]);
});
