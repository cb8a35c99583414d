import { expect, test } from 'vitest';
import { bytesOf, differences, pattern } from '../../../test-support/recorded.ts';
import { writtenJpegs } from '../../../test-support/recorded-values.ts';
import { decodeImage } from '../decode-image.ts';
import { encodeJpeg } from './encode-jpeg.ts';

test.each(writtenJpegs)(
  'writes the very bytes that Pillow writes: $shape, quality $quality',
  (recorded) => {
    const { shape, quality, halveColors, file } = recorded;
    const written = encodeJpeg(pattern(...shape), { quality, halveColors });
    expect(written).toEqual(bytesOf(file));
  },
);

test('of the best quality comes back nearly as it was', () => {
  // Steps of brightness and color that vary slowly, which a JPEG is made for.
  const image = pattern(32, 32, 3).map((_, i) => 100 + Math.floor(i / 96) + (i % 3));
  const bytes = image.astype('uint8');
  const back = decodeImage(encodeJpeg(bytes, { quality: 100, halveColors: false }));
  expect(differences(back, bytes).most).toBeLessThanOrEqual(2);
});

test('refuses what it cannot write', () => {
  const image = pattern(2, 2, 3);
  expect(() => encodeJpeg(image, { quality: 0 })).toThrow('`quality` must be a whole number');
  expect(() => encodeJpeg(image, { subsampling: 2 } as never)).toThrow('is not an option');
  expect(() => encodeJpeg(pattern(2, 2, 4))).toThrow('has 1 or 3 channels');
  expect(() => encodeJpeg(image.astype('float32'))).toThrow("received an array of type 'float32'");
  expect(() => encodeJpeg(pattern(1, 65_536))).toThrow('at most 65535 rows and columns');
});
