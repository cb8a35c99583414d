import type { NdArray } from '@myelin/core';
import { withColorMode } from '../pixels/color-mode.ts';
import type { DecodeImageOptions } from './decode-options.ts';
import { imageFormat } from './image-format.ts';
import type { ImageSource } from './image-source.ts';
import { decodeJpeg } from './jpeg/decode-jpeg.ts';
import { decodePng } from './png/decode-png.ts';

/** Decodes a picture in steps of a few milliseconds at most, so that other work may run between them. */
export function* decodeSteps(
  bytes: Uint8Array,
  source: ImageSource,
  { colorMode, maxPixels, autoOrient }: Required<DecodeImageOptions>,
): Generator<undefined, NdArray> {
  const image =
    imageFormat(bytes, source) === 'png'
      ? yield* decodePng(bytes, source, maxPixels)
      : yield* decodeJpeg(bytes, source, maxPixels, autoOrient);
  return withColorMode(source.where, image, colorMode);
}
