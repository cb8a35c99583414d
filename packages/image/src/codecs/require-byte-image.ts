import { DtypeError, formatShape, type NdArray, ShapeError } from '@myelin/core';
import { type ImageSizes, requireImage } from '../image/require-image.ts';

/**
 * A picture that can be written: of bytes, with one of the numbers of channels.
 *
 * @throws {@link DtypeError}
 * @throws {@link ShapeError}
 */
export function requireByteImage(
  where: string,
  image: NdArray,
  channels: readonly number[],
): ImageSizes & { readonly data: Uint8Array } {
  const sizes = requireImage(where, image);
  if (!(image.data instanceof Uint8Array)) {
    throw new DtypeError({
      where,
      problem: "a picture in a file has bytes, received an array of type 'float32'",
      fix: "bring its values to 0 to 255 and turn them into bytes, for example image.mul(255).astype('uint8')",
    });
  }
  if (!channels.includes(sizes.channels)) {
    throw new ShapeError({
      where,
      problem: `a picture here has ${channels.join(' or ')} channels, received shape ${formatShape(image.shape)}`,
      fix: 'write the channels you want, for example with cropImage or toGrayscale',
    });
  }
  return { ...sizes, data: image.data };
}
