import type { ResizeInterpolation, Tensor } from '@myelin/core';
import { pad, resizeImages, slice } from '@myelin/core';
import type { Pair } from '../../spatial/per-axis.ts';

/** The largest window with the proportions of `[height, width]` in the middle of images, which have their channels last. */
export function cropToAspectRatio(images: Tensor, [height, width]: Pair): Tensor {
  const [batch = 1, imageHeight = 1, imageWidth = 1, channels = 1] = images.shape;
  const { top, left, window } = windowWithRatio([imageHeight, imageWidth], [height, width]);
  return slice(images, [0, top, left, 0], [batch, ...window, channels]);
}

/** That window as an image of `[height, width]`. */
export function smartResize(
  images: Tensor,
  size: Pair,
  interpolation: ResizeInterpolation,
): Tensor {
  return resizeImages(cropToAspectRatio(images, size), size, { interpolation });
}

/** Images with borders of `value`, the same on both sides, so that they have the proportions of `[height, width]`. */
export function padToAspectRatio(images: Tensor, [height, width]: Pair, value: number): Tensor {
  const [, imageHeight = 1, imageWidth = 1] = images.shape;
  const rows = Math.max(imageHeight, Math.floor((imageWidth * height) / width));
  const columns = Math.max(imageWidth, Math.floor((imageHeight * width) / height));
  const above = Math.floor((rows - imageHeight) / 2);
  const before = Math.floor((columns - imageWidth) / 2);
  return pad(
    images,
    [
      [0, 0],
      [above, above],
      [before, before],
      [0, 0],
    ],
    value,
  );
}

/** Where that window begins, and its height and width. */
export function windowWithRatio(
  [imageHeight, imageWidth]: Pair,
  [height, width]: Pair,
): { readonly top: number; readonly left: number; readonly window: Pair } {
  const within = (size: number, limit: number): number => Math.max(Math.min(limit, size), 1);
  const rows = within(Math.floor((imageWidth * height) / width), imageHeight);
  const columns = within(Math.floor((imageHeight * width) / height), imageWidth);
  return {
    top: Math.floor((imageHeight - rows) / 2),
    left: Math.floor((imageWidth - columns) / 2),
    window: [rows, columns],
  };
}
