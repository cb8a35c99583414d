import { ArgumentError, describe, localFiles, type NdArray } from '@myelin/core';
import { type EncodeJpegOptions, encodeJpeg } from '../codecs/jpeg/encode-jpeg.ts';
import { encodePng } from '../codecs/png/encode-png.ts';

/**
 * Writes a picture as PNG or JPEG, by the ending of the name. A file that was there is replaced as a whole or not at all; folders
 * are made where they are missing.
 *
 * @param path - Ends with `.png`, `.jpg` or `.jpeg`. In a page: in its private file system.
 * @param options - Of a JPEG.
 * @shape image as {@link encodePng} and {@link encodeJpeg} take it
 * @throws {@link ArgumentError} another ending, or a bad option.
 * @throws {@link SerializationError} the file cannot be written.
 * @throws {@link ShapeError} no picture, or other channels.
 * @throws {@link DtypeError} no bytes.
 */
export async function writeImage(
  path: string,
  image: NdArray,
  options: EncodeJpegOptions = {},
): Promise<void> {
  const where = 'writeImage';
  const ending =
    typeof path === 'string' ? /\.(png|jpe?g)$/i.exec(path)?.[1]?.toLowerCase() : undefined;
  if (ending === undefined) {
    throw new ArgumentError({
      where,
      problem: `\`path\` must end with .png, .jpg or .jpeg, received ${describe(path)}`,
      fix: "pass for example 'picture.png'",
    });
  }
  const isPng = ending === 'png';
  if (isPng && Object.keys(options).length > 0) {
    throw new ArgumentError({
      where,
      problem: `a PNG has no options, received ${describe(options)}`,
      fix: 'leave them out, or write a file that ends with .jpg',
    });
  }
  const bytes = isPng ? encodePng(image) : await encodeJpeg(image, options);
  await localFiles().writeAtomically(path, bytes);
}
