/** What is done to test images of shape `[images, 28, 28, 1]`. */

import { type NdArray, permutation, transformImages } from 'myelin';

/** Turned about the middle, counterclockwise. */
export function turned(images: NdArray, degrees: number): Promise<NdArray> {
  return transformImages(images, { rotation: degrees });
}

/** Shifted to the right. */
export function shifted(images: NdArray, pixels: number): Promise<NdArray> {
  return transformImages(images, { shift: [pixels, 0] });
}

/** The pixels of each image in one order, drawn by lot once. */
export function scrambled(images: NdArray): NdArray {
  const order = permutation(28 * 28, 7);
  const size = order.length;
  return images.map((_, i) => images.data[i - (i % size) + (order[i % size] ?? 0)] ?? 0);
}
