import { expect, test } from 'vitest';
import { bytesOf, pattern, recordedArray } from '../../test-support/recorded.ts';
import { jpegs, opencv, pngs } from '../../test-support/recorded-values.ts';
import { encodeJpeg } from '../codecs/jpeg/encode-jpeg.ts';
import { encodePng } from '../codecs/png/encode-png.ts';
import { readImageFolder } from '../folders/read-image-folder.ts';
import type { AffineMatrix } from '../geometry/affine-matrix.ts';
import { warpAffine } from '../geometry/warp-affine.ts';
import { readImage } from './read-image.ts';
import { writeImage } from './write-image.ts';

test('a page decodes what Node decodes', async () => {
  for (const recorded of [...jpegs, ...pngs]) {
    const image = await readImage(new Blob([bytesOf(recorded.file)]));
    const pixels = recordedArray(recorded.pixels, recorded.shape);
    expect(image.data).toEqual(pixels.data);
  }
});

test('a page warps as OpenCV does', () => {
  const recorded = opencv.warps[0];
  const warped = warpAffine(pattern(6, 7), recorded?.matrix as unknown as AffineMatrix, [9, 8], {
    borderValue: 9,
  });
  expect(warped.data).toEqual(bytesOf(recorded?.result ?? ''));
});

test('the browser itself reads what a page writes', async () => {
  const image = pattern(4, 5, 3);
  for (const [bytes, type] of [
    [encodePng(image), 'image/png'],
    [encodeJpeg(image, { quality: 100 }), 'image/jpeg'],
  ] as const) {
    const bitmap = await createImageBitmap(new Blob([bytes], { type }));
    expect([bitmap.height, bitmap.width]).toEqual([4, 5]);
  }
});

test('a page keeps pictures in its private files, and cannot list folders', async () => {
  const image = pattern(4, 5);
  await writeImage('pictures/one.png', image);
  expect((await readImage('pictures/one.png')).data).toEqual(image.data);
  await expect(readImage('file:///one.png')).rejects.toThrow('a page cannot read');
  await expect(readImageFolder('pictures')).rejects.toThrow('a page cannot list the folders');
});
