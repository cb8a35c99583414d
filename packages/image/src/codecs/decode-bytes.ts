import type { NdArray } from '@myelin/core';
import { throwIfAborted } from '../files/aborted.ts';
import { withColorMode } from '../pixels/color-mode.ts';
import type { DecodeImageOptions } from './decode-options.ts';
import { imageFormat } from './image-format.ts';
import type { ImageSource } from './image-source.ts';
import { decodeJpeg } from './jpeg/decode-jpeg.ts';
import { decodePng } from './png/decode-png.ts';

/**
 * The pixels of a PNG or JPEG, with the channels that were asked for.
 *
 * @throws {@link DataError} {@link AbortError}
 */
export async function decodeBytes(
  bytes: Uint8Array,
  source: ImageSource,
  { colorMode, maxPixels, autoOrient }: Required<DecodeImageOptions>,
  signal?: AbortSignal,
): Promise<NdArray> {
  throwIfAborted(source.where, signal);
  const image =
    imageFormat(bytes, source) === 'png'
      ? await decodePng(bytes, source, maxPixels, signal)
      : await decodeJpeg(bytes, source, maxPixels, autoOrient);
  throwIfAborted(source.where, signal);
  return withColorMode(source.where, image, colorMode);
}
