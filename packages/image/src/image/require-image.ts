import { DtypeError, describe, formatShape, NdArray, ShapeError } from '@myelin/core';

/** Sizes of one picture, or of each picture of a batch. */
export interface ImageSizes {
  readonly height: number;
  readonly width: number;
  /** 1 for pictures without an axis of channels. */
  readonly channels: number;
}

/**
 * `image` is a picture: `[height, width]` or `[height, width, channels]`, of bytes or of float32.
 *
 * @throws {@link ShapeError} another rank, or nothing in it.
 * @throws {@link DtypeError} another element type, or no array at all.
 */
export function requireImage(where: string, image: unknown): ImageSizes {
  const { shape } = requirePixels(where, 'an image', image);
  if (shape.length === 2 || shape.length === 3) return sizesOf(where, shape);
  throw new ShapeError({
    where,
    problem: `an image has shape [height, width] or [height, width, channels], received ${formatShape(shape)}`,
    fix:
      shape.length === 4
        ? 'pass one image of the batch, such as images.row(0)'
        : 'reshape it, for example with image.reshape([28, 28])',
  });
}

/**
 * `images` is a batch of pictures: `[images, height, width]` or `[images, height, width, channels]`.
 *
 * @throws {@link ShapeError} another rank, or pictures with nothing in them.
 * @throws {@link DtypeError} another element type, or no array at all.
 */
export function requireImages(where: string, images: unknown): ImageSizes & { count: number } {
  const { shape } = requirePixels(where, 'a batch of images', images);
  if (shape.length === 3 || shape.length === 4) {
    return { count: shape[0] ?? 0, ...sizesOf(where, shape.slice(1)) };
  }
  throw new ShapeError({
    where,
    problem: `a batch of images has shape [images, height, width] or [images, height, width, channels], received ${formatShape(shape)}`,
    fix: 'reshape it, for example with images.reshape([-1, 28, 28])',
  });
}

function requirePixels(where: string, what: string, image: unknown): NdArray {
  if (image instanceof NdArray && (image.dtype === 'uint8' || image.dtype === 'float32')) {
    return image;
  }
  throw new DtypeError({
    where,
    problem: `${what} is an NdArray of type 'uint8' or 'float32', received ${image instanceof NdArray ? `one of type '${image.dtype}'` : describe(image)}`,
    fix:
      image instanceof NdArray
        ? "turn it into bytes with astype('uint8'), or into numbers with astype('float32')"
        : "make one of it, for example with ndArray([[0, 255]], undefined, 'uint8')",
  });
}

function sizesOf(where: string, shape: readonly number[]): ImageSizes {
  const [height = 0, width = 0, channels = 1] = shape;
  if (height > 0 && width > 0 && channels > 0) return { height, width, channels };
  throw new ShapeError({
    where,
    problem: `an image has at least one pixel and one channel, received shape ${formatShape(shape)}`,
    fix: 'check what was read',
  });
}
