import { deflateSync } from 'node:zlib';
import { crc32, DataError, RandomSource } from '@myelin/core';

import { describe, expect, test } from 'vitest';
import { bytesOf, differences, pattern, recordedArray } from '../../test-support/recorded.ts';
import { jpegs, orientedJpegs, pngs } from '../../test-support/recorded-values.ts';
import { decodeImage } from './decode-image.ts';
import { encodeJpeg } from './jpeg/encode-jpeg.ts';
import { encodePng } from './png/encode-png.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const file = (list: readonly { name: string; file: string }[], name: string): Uint8Array =>
  bytesOf(list.find((one) => one.name === name)?.file ?? '');

/** Here MozJPEG and Pillow are up to 2 of 255 apart. */
const nearlyEqual = 'colors at half the height';

/** What fast-png and MozJPEG do not know. */
const unknown = [
  'of four inks',
  'interlaced, gray of 1 bits',
  'interlaced, gray of 2 bits',
  'interlaced, gray of 4 bits',
  'interlaced, with a palette',
];

describe('gives the pixels that Pillow gives', () => {
  const equal = [...jpegs, ...pngs].filter(({ name }) => ![...unknown, nearlyEqual].includes(name));

  test.each(equal)('of a picture $name', async (recorded) => {
    const image = await decodeImage(bytesOf(recorded.file));
    expect(image.shape).toEqual(recorded.shape);
    expect(image.toArray()).toEqual(recordedArray(recorded.pixels, recorded.shape).toArray());
  });

  test(`but for ${nearlyEqual}, where they are at most 2 of 255 apart`, async () => {
    const recorded = jpegs.find(({ name }) => name === nearlyEqual);
    const image = await decodeImage(bytesOf(recorded?.file ?? ''));
    const pixels = recordedArray(recorded?.pixels ?? '', recorded?.shape ?? []);
    expect(differences(image, pixels).most).toBe(2);
  });
});

describe('teaches of what it cannot read', () => {
  test('that a JPEG has the colors of printing inks', async () => {
    await expect(decodeImage(file(jpegs, 'of four inks'))).rejects.toThrow(
      'the image cannot be read: its colors are those of printing inks',
    );
  });

  test.each([
    ['interlaced, gray of 1 bits', '1 bit '],
    ['interlaced, gray of 2 bits', '2 bits'],
    ['interlaced, gray of 4 bits', '4 bits'],
    ['interlaced, with a palette', '4 bits'],
  ])('that a PNG is %s', async (name, bits) => {
    const failed = decodeImage(file(pngs, name));
    await expect(failed).rejects.toThrow(`it is interlaced and has ${bits}`);
    await expect(failed).rejects.toThrow('Fix: save it without interlacing');
  });
});

describe('turns photos as the camera was held', () => {
  test.each(orientedJpegs)('orientation $orientation', async (recorded) => {
    const image = await decodeImage(bytesOf(recorded.file));
    expect(image.toArray()).toEqual(recordedArray(recorded.pixels, recorded.shape).toArray());
  });

  test('or leaves them as they are stored', async () => {
    const photo = bytesOf(orientedJpegs.find(({ orientation }) => orientation === 6)?.file ?? '');
    expect((await decodeImage(photo)).shape).toEqual([7, 5, 1]);
    expect((await decodeImage(photo, { autoOrient: false })).shape).toEqual([5, 7, 1]);
  });
});

describe('gives the channels that are asked for', () => {
  const rgba = encodePng(pattern(2, 2, 4));
  const grayAlpha = encodePng(pattern(2, 2, 2));
  const gray = encodePng(pattern(2, 2));

  test('without alpha', async () => {
    const image = await decodeImage(rgba, { colorMode: 'rgb' });
    expect(image.shape).toEqual([2, 2, 3]);
    expect(Array.from(image.data.subarray(0, 6))).toEqual([0, 38, 90, 236, 74, 182]);
    expect((await decodeImage(grayAlpha, { colorMode: 'grayscale' })).at(1, 1, 0)).toBe(
      pattern(2, 2, 2).at(1, 1, 0),
    );
  });

  test('gray, by brightness: 0.299 · 0 + 0.587 · 38 + 0.114 · 90 = 32.6', async () => {
    expect((await decodeImage(rgba, { colorMode: 'grayscale' })).at(0, 0, 0)).toBe(33);
  });

  test('of gray, and with an alpha of 255', async () => {
    const image = await decodeImage(gray, { colorMode: 'rgba' });
    expect(Array.from(image.data.subarray(4, 8))).toEqual([38, 38, 38, 255]);
    const both = await decodeImage(grayAlpha, { colorMode: 'rgba' });
    expect(Array.from(both.data.subarray(0, 4))).toEqual([0, 0, 0, 38]);
  });
});

describe('says what was given instead', () => {
  test.each([
    ['%PDF-1.7 …', 'looks like a PDF'],
    ['GIF89a\x01\0', 'looks like a GIF'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'looks like a WebP image'],
    ['\0\0\0\x18ftypheic', 'looks like a HEIC photo'],
    ['PK\x03\x04', 'looks like a ZIP archive'],
    ['<?xml version="1.0"?>\n<svg>', 'looks like an SVG drawing'],
    ['<!DOCTYPE html><html>', 'looks like a web page'],
    ['{"error": 404}', 'looks like JSON'],
    ['name,age\nKim,3', 'looks like text: "name,age·Kim,3"'],
    ['\x89PNG\n\x1a\n\0', 'looks like a PNG whose beginning is damaged'],
    ['\x01\x02\x03\x04', 'begins with the bytes 01 02 03 04'],
    ['', 'is empty'],
  ])('%#: $1', async (start, message) => {
    await expect(decodeImage(latin1(start))).rejects.toThrow(
      new RegExp(`the image must be a PNG or a JPEG, and ${message.replace(/[?.()]/g, '\\$&')}`),
    );
  });

  test('and takes bytes only', async () => {
    await expect(decodeImage('photo.jpg' as never)).rejects.toThrow('call readImage with the path');
  });
});

describe('is not made to ask for memory by a small file', () => {
  const big = { width: 30_000, height: 30_000 };

  /** A PNG whose header says what it does not have. */
  function claiming(depth: number, color: number, content = new Uint8Array(10)): Uint8Array {
    const png = encodePng(pattern(1, 1)).slice();
    const header = new DataView(png.buffer, 16, 13);
    header.setUint32(0, big.width);
    header.setUint32(4, big.height);
    header.setUint8(8, depth);
    header.setUint8(9, color);
    new DataView(png.buffer).setUint32(29, crc32(png.subarray(12, 29)));
    return Uint8Array.of(...png.subarray(0, 33), ...chunk('IDAT', content), ...chunk('IEND'));
  }

  function chunk(type: string, content: Uint8Array = new Uint8Array()): Uint8Array {
    const body = Uint8Array.of(...latin1(type), ...content);
    const bytes = new Uint8Array(body.length + 8);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, content.length);
    bytes.set(body, 4);
    view.setUint32(body.length + 4, crc32(body));
    return bytes;
  }

  /** The same with another size. */
  function sized(png: Uint8Array, width: number, height: number): Uint8Array {
    const view = new DataView(png.buffer);
    view.setUint32(16, width);
    view.setUint32(20, height);
    view.setUint32(29, crc32(png.subarray(12, 29)));
    return png;
  }

  test('that says it has many pixels', async () => {
    await expect(decodeImage(claiming(8, 6))).rejects.toThrow(
      'the image has 30000 × 30000 pixels, and `maxPixels` is 67108864',
    );
    for (const bytes of [encodePng(pattern(3, 3)), await encodeJpeg(pattern(3, 3))]) {
      await expect(decodeImage(bytes, { maxPixels: 8 })).rejects.toThrow('`maxPixels` is 8');
    }
  });

  test('that has fewer bytes than they would take, however well compressed', async () => {
    const allowed = { maxPixels: 2 ** 28 };
    const png = sized(claiming(1, 0, deflateSync(new Uint8Array(9))), 16_000, 16_000);
    await expect(decodeImage(png, allowed)).rejects.toThrow('pixels are missing');
    const jpeg = await encodeJpeg(pattern(8, 8));
    new DataView(jpeg.buffer).setUint32(frameOf(jpeg) + 5, 16_000 * 65_536 + 16_000);
    await expect(decodeImage(jpeg, allowed)).rejects.toThrow('pixels are missing');
  });

  test('whose pixels go on after the last one', async () => {
    const endless = sized(claiming(8, 0, deflateSync(new Uint8Array(2 ** 24))), 2, 1);
    await expect(decodeImage(endless)).rejects.toThrow(
      'more pixels are compressed in it than it has',
    );
  });

  test('that has a color profile which nobody asked for', async () => {
    const png = encodePng(pattern(2, 2));
    const profile = Uint8Array.of(65, 0, 0, ...deflateSync(new Uint8Array(2 ** 24)));
    const bytes = Uint8Array.of(
      ...png.subarray(0, 33),
      ...chunk('iCCP', profile),
      ...png.subarray(33),
    );
    expect((await decodeImage(bytes)).data).toEqual(pattern(2, 2).data);
  });

  test('that has a thousand scans', async () => {
    const jpeg = await encodeJpeg(pattern(8, 8));
    const scan = jpeg.findIndex((byte, i) => byte === 0xff && jpeg[i + 1] === 0xda);
    const again = jpeg.subarray(scan, jpeg.length - 2);
    const bytes = Uint8Array.of(
      ...jpeg.subarray(0, scan),
      ...Array.from({ length: 1000 }, () => [...again]).flat(),
      0xff,
      0xd9,
    );
    await expect(decodeImage(bytes)).rejects.toThrow('it has more than 100 scans');
  });
});

/** Where the segment with the size of a JPEG begins. */
const frameOf = (jpeg: Uint8Array): number =>
  jpeg.findIndex((byte, i) => byte === 0xff && jpeg[i + 1] === 0xc0);

describe('says that a file is damaged', () => {
  test('if a byte of a PNG is another one', async () => {
    const png = encodePng(pattern(5, 5));
    const last = png.length - 13;
    png[last] = (png[last] ?? 0) ^ 1;
    await expect(decodeImage(png)).rejects.toThrow('the image is damaged or cut off: CRC mismatch');
  });

  test('if the end of a JPEG is missing', async () => {
    const jpeg = file(jpegs, 'colors as they are');
    for (const length of [jpeg.length - 2, jpeg.length - 200, 300]) {
      await expect(decodeImage(jpeg.subarray(0, length))).rejects.toThrow('it ends too early');
    }
  });

  test('if pixels of a JPEG are missing before its end', async () => {
    const jpeg = file(jpegs, 'colors as they are');
    const bytes = Uint8Array.of(...jpeg.subarray(0, jpeg.length - 200), 0xff, 0xd9);
    await expect(decodeImage(bytes)).rejects.toThrow('premature end of data segment');
  });

  test('but not if something stands between the pixels of a JPEG and its end', async () => {
    const jpeg = file(jpegs, 'colors as they are');
    const bytes = Uint8Array.of(...jpeg.subarray(0, jpeg.length - 2), 1, 2, 3, 0xff, 0xd9);
    expect((await decodeImage(bytes)).data).toEqual((await decodeImage(jpeg)).data);
  });

  test('if a JPEG is of a kind that nobody uses', async () => {
    const jpeg = await encodeJpeg(pattern(8, 8));
    jpeg[frameOf(jpeg) + 1] = 0xc9;
    await expect(decodeImage(jpeg)).rejects.toThrow(
      'cannot be read: it is a JPEG of a rare kind, SOF9',
    );
  });
});

test('decodes many at a time, the damaged ones among them', async () => {
  const jpeg = file(jpegs, 'progressive');
  const damaged = Uint8Array.of(...jpeg.subarray(0, jpeg.length - 100), 0xff, 0xd9);
  const decoded = await Promise.allSettled(
    Array.from({ length: 20 }, (_, i) => decodeImage(i % 3 === 0 ? damaged : jpeg)),
  );
  expect(decoded.map(({ status }) => status === 'rejected')).toEqual(
    Array.from({ length: 20 }, (_, i) => i % 3 === 0),
  );
});

test('leaves nothing of a page behind in Node', async () => {
  await decodeImage(file(jpegs, 'gray'));
  expect('ImageData' in globalThis).toBe(false);
});

test('whatever bytes are changed or missing, there are pixels or a DataError, soon', async () => {
  const random = new RandomSource(5);
  const counts = { pixels: 0, errors: 0 };
  for (const recorded of [...jpegs, ...pngs]) {
    const whole = bytesOf(recorded.file);
    for (let k = 0; k < 16; k++) {
      const bytes = k % 4 === 0 ? whole.slice(0, random.integer(whole.length)) : whole.slice();
      for (let i = 0; i < k % 4; i++) bytes[random.integer(bytes.length)] = random.integer(256);
      // Checksums that fit let damage go deeper.
      if (recorded.name !== 'gray' && k % 2 === 1) mendChecksums(bytes);
      try {
        const image = await decodeImage(bytes, { maxPixels: 10_000 });
        expect(image.size).toBeGreaterThan(0);
        counts.pixels++;
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
        counts.errors++;
      }
    }
  }
  expect(counts.pixels).toBeGreaterThan(20);
  expect(counts.errors).toBeGreaterThan(200);
});

/** Writes right checksums into a PNG as far as its parts can be found. */
function mendChecksums(bytes: Uint8Array<ArrayBuffer>): void {
  const view = new DataView(bytes.buffer);
  if (view.byteLength < 8 || view.getUint32(0) !== 0x89504e47) return;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > bytes.length) return;
    view.setUint32(end, crc32(bytes.subarray(at + 4, end)));
    at = end + 4;
  }
}
