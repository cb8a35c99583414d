import type { NdArray } from '@myelin/core';
import { newPixels } from '../image/new-pixels.ts';
import { toGrayscale } from './to-grayscale.ts';

/** Channels of a picture, in the names of Keras: one, three, or three and an alpha channel; `'stored'` is as the file has it. */
export type ColorMode = 'stored' | 'grayscale' | 'rgb' | 'rgba';

export const colorModes: readonly ColorMode[] = ['stored', 'grayscale', 'rgb', 'rgba'];

/**
 * A picture `[height, width, channels]` of bytes, with 1 to 4 channels (two are gray and alpha), with the channels of `mode`. An
 * alpha channel is dropped where it is not wanted, as Keras does, and is 255 where it is missing.
 */
export function withColorMode(where: string, image: NdArray, mode: ColorMode): NdArray {
  const [height = 0, width = 0, channels = 1] = image.shape;
  const wanted = { stored: channels, grayscale: 1, rgb: 3, rgba: 4 }[mode];
  if (wanted === channels) return image;
  if (wanted === 1 && channels > 2) return toGrayscale(image);
  const result = newPixels(where, 'uint8', [height, width, wanted]);
  const isGray = channels < 3;
  const hasAlpha = channels % 2 === 0;
  for (let i = 0, at = 0; i < height * width; i++, at += channels) {
    for (let c = 0; c < wanted; c++) {
      const from = c === 3 ? channels - 1 : isGray ? 0 : c;
      result.data[i * wanted + c] = c === 3 && !hasAlpha ? 255 : (image.data[at + from] ?? 0);
    }
  }
  return result;
}
