import { crc32, DataError, type NdArray, RandomSource } from '@myelin/core';
import { zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { bytesOf, pattern, recordedArray } from '../../test-support/recorded.ts';
import { jpegs, orientedJpegs, pngs } from '../../test-support/recorded-values.ts';
import { decodeImage } from './decode-image.ts';
import { encodeJpeg } from './jpeg/encode-jpeg.ts';
import { encodePng } from './png/encode-png.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const file = (list: readonly { name: string; file: string }[], name: string): Uint8Array =>
  bytesOf(list.find((one) => one.name === name)?.file ?? '');

describe('gives the pixels that Pillow gives', () => {
  test.each([...jpegs, ...pngs])('of a picture $name', (recorded) => {
    const image = decodeImage(bytesOf(recorded.file));
    expect(image.shape).toEqual(recorded.shape);
    expect(image.toArray()).toEqual(recordedArray(recorded.pixels, recorded.shape).toArray());
  });
});

describe('turns photos as the camera was held', () => {
  test.each(orientedJpegs)('orientation $orientation', (recorded) => {
    const image = decodeImage(bytesOf(recorded.file));
    expect(image.toArray()).toEqual(recordedArray(recorded.pixels, recorded.shape).toArray());
  });

  test('or leaves them as they are stored', () => {
    const photo = bytesOf(orientedJpegs.find(({ orientation }) => orientation === 6)?.file ?? '');
    expect(decodeImage(photo).shape).toEqual([7, 5, 1]);
    expect(decodeImage(photo, { autoOrient: false }).shape).toEqual([5, 7, 1]);
  });
});

describe('gives the channels that are asked for', () => {
  const rgba = encodePng(pattern(2, 2, 4));
  const grayAlpha = encodePng(pattern(2, 2, 2));
  const gray = encodePng(pattern(2, 2));

  test('without alpha', () => {
    const image = decodeImage(rgba, { colorMode: 'rgb' });
    expect(image.shape).toEqual([2, 2, 3]);
    expect(Array.from(image.data.subarray(0, 6))).toEqual([0, 38, 90, 236, 74, 182]);
    expect(decodeImage(grayAlpha, { colorMode: 'grayscale' }).at(1, 1, 0)).toBe(
      pattern(2, 2, 2).at(1, 1, 0),
    );
  });

  test('gray, by brightness: 0.299 · 0 + 0.587 · 38 + 0.114 · 90 = 32.6', () => {
    expect(decodeImage(rgba, { colorMode: 'grayscale' }).at(0, 0, 0)).toBe(33);
  });

  test('of gray, and with an alpha of 255', () => {
    const image = decodeImage(gray, { colorMode: 'rgba' });
    expect(Array.from(image.data.subarray(4, 8))).toEqual([38, 38, 38, 255]);
    const both = decodeImage(grayAlpha, { colorMode: 'rgba' });
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
  ])('%#: $1', (start, message) => {
    expect(() => decodeImage(latin1(start))).toThrow(
      new RegExp(`the image must be a PNG or a JPEG, and ${message.replace(/[?.()]/g, '\\$&')}`),
    );
  });

  test('and takes bytes only', () => {
    expect(() => decodeImage('photo.jpg' as never)).toThrow('call readImage with the path');
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

  test('that says it has many pixels', () => {
    expect(() => decodeImage(claiming(8, 6))).toThrow(
      'the image has 30000 × 30000 pixels, and `maxPixels` is 67108864',
    );
    expect(() => decodeImage(encodePng(pattern(3, 3)), { maxPixels: 8 })).toThrow(
      '`maxPixels` is 8',
    );
    expect(() => decodeImage(encodeJpeg(pattern(3, 3)), { maxPixels: 8 })).toThrow(
      '`maxPixels` is 8',
    );
  });

  test('that has fewer bytes than they would take, however well compressed', () => {
    const allowed = { maxPixels: 2 ** 28 };
    const png = claiming(1, 0);
    new DataView(png.buffer).setUint32(16, 16_000);
    new DataView(png.buffer).setUint32(20, 16_000);
    new DataView(png.buffer).setUint32(29, crc32(png.subarray(12, 29)));
    expect(() => decodeImage(png, allowed)).toThrow('pixels are missing');
    const jpeg = encodeJpeg(pattern(8, 8)).slice();
    const frame = jpeg.findIndex((byte, i) => byte === 0xff && jpeg[i + 1] === 0xc0);
    new DataView(jpeg.buffer).setUint32(frame + 5, 16_000 * 65_536 + 16_000);
    expect(() => decodeImage(jpeg, allowed)).toThrow('pixels are missing');
  });

  test('whose pixels go on after the last one', () => {
    const endless = zlibSync(new Uint8Array(2 ** 24));
    const png = claiming(8, 0, endless);
    new DataView(png.buffer).setUint32(16, 2);
    new DataView(png.buffer).setUint32(20, 1);
    new DataView(png.buffer).setUint32(29, crc32(png.subarray(12, 29)));
    expect(decodeImage(png).toArray()).toEqual([[[0], [0]]]);
  });
});

describe('says that a file is damaged', () => {
  test('if a byte of a PNG is another one', () => {
    const png = encodePng(pattern(5, 5)).slice();
    png[50] = (png[50] ?? 0) ^ 1;
    expect(() => decodeImage(png)).toThrow('the image is damaged or cut off: the checksum');
  });

  test('if the end of a JPEG is missing', () => {
    const jpeg = file(jpegs, 'colors as they are');
    expect(() => decodeImage(jpeg.subarray(0, jpeg.length - 200))).toThrow('pixels are missing');
    expect(() => decodeImage(jpeg.subarray(0, 300))).toThrow('it ends too early');
  });

  test('if a JPEG is of a kind that nobody uses', () => {
    const jpeg = encodeJpeg(pattern(8, 8)).slice();
    const frame = jpeg.findIndex((byte, i) => byte === 0xff && jpeg[i + 1] === 0xc0);
    jpeg[frame + 1] = 0xc9;
    expect(() => decodeImage(jpeg)).toThrow('cannot be read: it is a JPEG with arithmetic coding');
  });
});

test('whatever bytes are changed or missing, there are pixels or a DataError, soon', () => {
  const random = new RandomSource(5);
  const counts = { pixels: 0, errors: 0 };
  for (const recorded of [...jpegs, ...pngs]) {
    const whole = bytesOf(recorded.file);
    for (let k = 0; k < 40; k++) {
      const bytes = k % 4 === 0 ? whole.slice(0, random.integer(whole.length)) : whole.slice();
      for (let i = 0; i < k % 4; i++) bytes[random.integer(bytes.length)] = random.integer(256);
      // Checksums that fit let damage go deeper.
      if (recorded.name !== 'gray' && k % 2 === 1) mendChecksums(bytes);
      try {
        const image: NdArray = decodeImage(bytes, { maxPixels: 10_000 });
        expect(image.size).toBeGreaterThan(0);
        counts.pixels++;
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
        counts.errors++;
      }
    }
  }
  expect(counts.pixels).toBeGreaterThan(50);
  expect(counts.errors).toBeGreaterThan(500);
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
