import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pattern } from '../../../test-support/recorded.ts';
import { decodeImage } from '../decode-image.ts';
import { encodePng } from './encode-png.ts';

test.each([[[7, 5]], [[7, 5, 1]], [[7, 5, 2]], [[7, 5, 3]], [[7, 5, 4]], [[1, 1, 3]]])(
  'keeps every pixel of %o',
  async (shape) => {
    const image = pattern(...shape);
    const back = await decodeImage(encodePng(image));
    expect(back.shape).toEqual([shape[0], shape[1], shape[2] ?? 1]);
    expect(back.data).toEqual(image.data);
  },
);

test('writes pixels that another decompressor reads', () => {
  const png = encodePng(pattern(1, 3));
  // 8 bytes before the parts, 25 of the header, then the length and the name of the part with the pixels.
  const length = new DataView(png.buffer).getUint32(33);
  expect(inflateSync(png.subarray(41, 41 + length)).length).toBe(4);
});

test('refuses what it cannot write', () => {
  expect(() => encodePng(pattern(2, 2, 5))).toThrow('has 1 or 2 or 3 or 4 channels');
  expect(() => encodePng(pattern(2, 2).astype('float32'))).toThrow("astype('uint8')");
});
