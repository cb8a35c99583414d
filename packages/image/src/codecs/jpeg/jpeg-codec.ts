import { StateError } from '@myelin/core';
import { findNode } from '../../files/node.ts';
import type { ImageSource } from '../image-source.ts';
import { nodeJpeg } from './node-jpeg.ts';
import { pageJpeg } from './page-jpeg.ts';

/** Pixels of red, green, blue and alpha, whatever is stored. */
export interface RgbaPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** How a JPEG is to be stored. */
interface JpegSettings {
  readonly quality: number;
  readonly halveColors: boolean;
  readonly isGray: boolean;
}

/** Who decodes and encodes JPEGs here. */
export interface JpegCodec {
  /**
   * Not turned, and with numbers as they are stored.
   *
   * @param obeyed - Where segments begin that must not count.
   * @throws {@link DataError}
   */
  decode(bytes: Uint8Array, obeyed: readonly number[], source: ImageSource): Promise<RgbaPicture>;
  /** @throws {@link ArgumentError} */
  encode(where: string, picture: RgbaPicture, settings: JpegSettings): Promise<Uint8Array>;
}

/** @throws {@link StateError} this is neither a page nor Node. */
export function jpegCodec(where: string): JpegCodec {
  const isPage = typeof createImageBitmap === 'function' && typeof OffscreenCanvas === 'function';
  if (isPage) return pageJpeg;
  if (findNode()) return nodeJpeg;
  throw new StateError({
    where,
    problem: 'nothing here decodes or encodes JPEGs: there is neither a canvas nor Node',
    fix: 'use PNGs, or call it in a page, a worker of a page, or Node',
  });
}
