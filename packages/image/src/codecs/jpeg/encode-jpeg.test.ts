import type { NdArray } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { bytesOf, differences, pattern } from '../../../test-support/recorded.ts';
import { writtenJpegs } from '../../../test-support/recorded-values.ts';
import { decodeImage } from '../decode-image.ts';
import { encodeJpeg } from './encode-jpeg.ts';

describe('writes what is as near to the picture as what Pillow writes', () => {
  test.each(writtenJpegs)('$shape, quality $quality', async (recorded) => {
    const { shape, quality, halveColors, file } = recorded;
    const image = pattern(...shape);
    const written = await encodeJpeg(image, { quality, halveColors });
    const [ours, theirs] = [await decodeImage(written), await decodeImage(bytesOf(file))];
    expect(ours.shape).toEqual(theirs.shape);
    // MozJPEG drops what costs most bits for least light: a fifth more error, in a smaller file.
    expect(meanSquare(ours, image)).toBeLessThan(1.2 * meanSquare(theirs, image));
    expect(written.length).toBeLessThan(bytesOf(file).length);
  });
});

function meanSquare(image: NdArray, original: NdArray): number {
  let sum = 0;
  for (let i = 0; i < image.size; i++) sum += ((image.data[i] ?? 0) - (original.data[i] ?? 0)) ** 2;
  return sum / image.size;
}

test('of the best quality comes back nearly as it was', async () => {
  // Steps of brightness and color that vary slowly, which a JPEG is made for.
  const image = pattern(32, 32, 3).map((_, i) => 100 + Math.floor(i / 96) + (i % 3));
  const bytes = image.astype('uint8');
  const back = await decodeImage(await encodeJpeg(bytes, { quality: 100, halveColors: false }));
  expect(differences(back, bytes).most).toBeLessThanOrEqual(2);
});

test('stores gray as gray', async () => {
  expect((await decodeImage(await encodeJpeg(pattern(3, 5)))).shape).toEqual([3, 5, 1]);
});

test('refuses what it cannot write', async () => {
  const image = pattern(2, 2, 3);
  await expect(encodeJpeg(image, { quality: 0 })).rejects.toThrow(
    '`quality` must be a whole number',
  );
  await expect(encodeJpeg(image, { subsampling: 2 } as never)).rejects.toThrow('is not an option');
  await expect(encodeJpeg(pattern(2, 2, 4))).rejects.toThrow('has 1 or 3 channels');
  await expect(encodeJpeg(image.astype('float32'))).rejects.toThrow(
    "received an array of type 'float32'",
  );
  await expect(encodeJpeg(pattern(1, 65_536))).rejects.toThrow('at most 65535 rows and columns');
});
