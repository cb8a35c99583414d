import { NdArray } from '@myelin/core';
import { withColorMode } from '../../pixels/color-mode.ts';
import { damaged, type ImageSource } from '../image-source.ts';
import { jpegCodec } from './jpeg-codec.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { upright } from './upright.ts';

/**
 * The pixels of a JPEG, `[height, width, 1 or 3]` of bytes.
 *
 * @param isUpright - Whether to turn the picture as the camera was held.
 * @throws {@link DataError}
 */
export async function decodeJpeg(
  bytes: Uint8Array,
  source: ImageSource,
  maxPixels: number,
  isUpright: boolean,
): Promise<NdArray> {
  const header = readJpegHeader(bytes, source, maxPixels);
  const { where } = source;
  const { data, width, height } = await jpegCodec(where).decode(bytes, header.obeyed, source);
  if (width !== header.width || height !== header.height) {
    throw damaged(source, 'it has another size than it says');
  }
  const bytesOfPixels = new Uint8Array(data.buffer, data.byteOffset, data.length);
  const rgba = new NdArray(bytesOfPixels, [height, width, 4]);
  // Of gray, red, green and blue are the same, and brightness is what each of them is.
  const image = withColorMode(where, rgba, header.channels === 1 ? 'grayscale' : 'rgb');
  return isUpright ? upright(image, header.orientation) : image;
}
