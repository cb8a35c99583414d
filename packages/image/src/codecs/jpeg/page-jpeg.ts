import { ArgumentError } from '@myelin/core';
import { damaged } from '../image-source.ts';
import type { JpegCodec, RgbaPicture } from './jpeg-codec.ts';

/** The browser's own decoder and encoder. */
export const pageJpeg: JpegCodec = {
  async decode(bytes, obeyed, source) {
    // Browsers differ in which of their options they know. Without a name, a segment says nothing to any of them.
    const plain = bytes.slice();
    for (const place of obeyed) plain[place] = 0;
    try {
      const bitmap = await createImageBitmap(new Blob([plain], { type: 'image/jpeg' }), {
        colorSpaceConversion: 'none',
        premultiplyAlpha: 'none',
      });
      const { width, height } = bitmap;
      const context = contextOf(width, height);
      context.drawImage(bitmap, 0, 0);
      bitmap.close();
      return context.getImageData(0, 0, width, height);
    } catch (cause) {
      throw damaged(source, 'the browser cannot decode it', cause);
    }
  },

  async encode(where, picture, { quality, halveColors }) {
    if (!halveColors) {
      throw new ArgumentError({
        where,
        problem:
          'browsers choose by themselves how colors are stored, received `halveColors` false',
        fix: 'leave it out in a page; with { quality: 100 }, most store all colors',
      });
    }
    try {
      return await encoded(picture, quality / 100);
    } catch (cause) {
      throw new ArgumentError({
        where,
        problem: `this browser writes no JPEG of ${picture.height} rows and ${picture.width} columns`,
        fix: 'make the image smaller with resizeImage, or use encodePng',
        cause,
      });
    }
  },
};

async function encoded({ data, width, height }: RgbaPicture, quality: number): Promise<Uint8Array> {
  const context = contextOf(width, height);
  const pixels = new ImageData(width, height);
  pixels.data.set(data);
  context.putImageData(pixels, 0, 0);
  const type = 'image/jpeg';
  const blob = await context.canvas.convertToBlob({ type, quality });
  if (blob.type !== type) throw new Error(`the browser wrote ${blob.type}`);
  return new Uint8Array(await blob.arrayBuffer());
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  // Read often: pixels stay with the processor, where no driver rounds them.
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context) return context;
  throw new Error(`there is no canvas of ${width} × ${height} pixels`);
}
