import { describe, expect, test } from 'vitest';
import { bytesOf, differences, pattern, recordedArray } from '../../test-support/recorded.ts';
import { jpegs, opencv, orientedJpegs, pngs } from '../../test-support/recorded-values.ts';
import { encodeJpeg } from '../codecs/jpeg/encode-jpeg.ts';
import { encodePng } from '../codecs/png/encode-png.ts';
import { readImageFolder } from '../folders/read-image-folder.ts';
import type { AffineMatrix } from '../geometry/affine-matrix.ts';
import { warpAffine } from '../geometry/warp-affine.ts';
import { readImage } from './read-image.ts';
import { writeImage } from './write-image.ts';

const unknown = /four inks|interlaced, (gray of [124]|with a palette)/;

describe('a page decodes to the pixels that Pillow gives', () => {
  const readable = [...jpegs, ...pngs].filter(({ name }) => !unknown.test(name));

  test.each(readable)('a picture $name', async (recorded) => {
    const image = await readImage(new Blob([bytesOf(recorded.file)]));
    expect(image.shape).toEqual(recorded.shape);
    expect(image.data).toEqual(recordedArray(recorded.pixels, recorded.shape).data);
  });

  test.each(orientedJpegs)('a photo, orientation $orientation', async (recorded) => {
    const image = await readImage(bytesOf(recorded.file));
    expect(image.data).toEqual(recordedArray(recorded.pixels, recorded.shape).data);
  });

  test('a photo as it is stored', async () => {
    const photo = bytesOf(orientedJpegs.find(({ orientation }) => orientation === 6)?.file ?? '');
    expect((await readImage(photo, { autoOrient: false })).shape).toEqual([5, 7, 1]);
  });
});

test('a page refuses files that are cut off, and those in which its browser finds no pixels', async () => {
  const jpeg = bytesOf(jpegs[0]?.file ?? '');
  await expect(readImage(jpeg.subarray(0, jpeg.length - 2))).rejects.toThrow('it ends too early');
  // A size and a scan, without the tables that say what its bits mean.
  const segment = (marker: number): Uint8Array => {
    const start = jpeg.findIndex((byte, i) => byte === 0xff && jpeg[i + 1] === marker);
    return jpeg.subarray(start, start + 4 + (jpeg[start + 3] ?? 0) - 2);
  };
  const bare = Uint8Array.of(
    0xff,
    0xd8,
    0xff,
    ...segment(0xc0).subarray(1),
    ...segment(0xda),
    0xff,
    0xd9,
  );
  await expect(readImage(bare)).rejects.toThrow('the browser cannot decode it');
});

test('a page warps as OpenCV does', () => {
  const recorded = opencv.warps[0];
  const warped = warpAffine(pattern(6, 7), recorded?.matrix as unknown as AffineMatrix, [9, 8], {
    borderValue: 9,
  });
  expect(warped.data).toEqual(bytesOf(recorded?.result ?? ''));
});

test('a page writes JPEGs with its browser, and reads them again', async () => {
  const image = pattern(4, 5, 3);
  const best = await readImage(await encodeJpeg(image, { quality: 100 }));
  expect(best.shape).toEqual([4, 5, 3]);
  expect(differences(best, image).most).toBeLessThan(10);
  const large = pattern(64, 64, 3);
  const [coarse, fine] = [{ quality: 20 }, { quality: 90 }];
  expect((await encodeJpeg(large, coarse)).length).toBeLessThan(
    (await encodeJpeg(large, fine)).length,
  );
  // Browsers store gray as three channels.
  expect((await readImage(await encodeJpeg(pattern(4, 5)))).shape).toEqual([4, 5, 3]);
  await expect(encodeJpeg(image, { halveColors: false })).rejects.toThrow(
    'browsers choose by themselves how colors are stored',
  );
});

test('the browser itself reads the PNG that a page writes', async () => {
  const bitmap = await createImageBitmap(new Blob([encodePng(pattern(4, 5, 3))]));
  expect([bitmap.height, bitmap.width]).toEqual([4, 5]);
});

test('a page keeps pictures in its private files, and cannot list folders', async () => {
  const image = pattern(4, 5);
  await writeImage('pictures/one.png', image);
  expect((await readImage('pictures/one.png')).data).toEqual(image.data);
  await writeImage('pictures/one.jpg', image);
  expect((await readImage('pictures/one.jpg', { colorMode: 'grayscale' })).shape).toEqual([
    4, 5, 1,
  ]);
  await expect(readImage('file:///one.png')).rejects.toThrow('a page cannot read');
  await expect(readImageFolder('pictures')).rejects.toThrow('a page cannot list the folders');
});
