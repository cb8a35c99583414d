/**
 * Convolution as a product of matrices.
 *
 * The windows of one image become the rows of a matrix of patches `[windows, filterHeight · filterWidth · channels]`;
 * with the filter as a matrix `[…, filters]` the convolution is patches · filter, the derivative by the filter
 * patchesᵀ · dy, and the derivative by the image dy · filterᵀ, added back to where the patches came from.
 */

import type { backend_util } from '@tensorflow/tfjs-core';
import type { MatrixView } from './matrix-product.ts';

export type ConvolutionInfo = backend_util.Conv2DInfo;

/** Windows of an image, and elements in each. */
export function patchSize(info: ConvolutionInfo): readonly [windows: number, elements: number] {
  return [info.outHeight * info.outWidth, info.filterHeight * info.filterWidth * info.inChannels];
}

/** A matrix that lies row by row. */
export function rowMajor(data: Float32Array, offset: number, columns: number): MatrixView {
  return { data, offset, rowStride: columns, columnStride: 1 };
}

/** The same matrix, transposed. */
export function transposed({ data, offset, rowStride, columnStride }: MatrixView): MatrixView {
  return { data, offset, rowStride: columnStride, columnStride: rowStride };
}

/** Copies the windows of the image at `offset` into `patches`; padding becomes zeros. */
export function readPatches(
  patches: Float32Array,
  image: Float32Array,
  offset: number,
  info: ConvolutionInfo,
): void {
  patches.fill(0);
  eachTap(info, (patch, pixel, length) => {
    for (let c = 0; c < length; c++) patches[patch + c] = image[offset + pixel + c] as number;
  });
}

/** Adds `patches` to the image at `offset`, each element where {@link readPatches} takes it from. */
export function addPatches(
  image: Float32Array,
  offset: number,
  patches: Float32Array,
  info: ConvolutionInfo,
): void {
  eachTap(info, (patch, pixel, length) => {
    const at = offset + pixel;
    for (let c = 0; c < length; c++) {
      image[at + c] = (image[at + c] as number) + (patches[patch + c] as number);
    }
  });
}

/** Visits runs of elements that lie together in a window and in the image; padding is left out. */
function eachTap(
  info: ConvolutionInfo,
  visit: (patch: number, pixel: number, length: number) => void,
): void {
  const { inHeight, inWidth, inChannels, filterHeight, filterWidth, padInfo } = info;
  const [, elements] = patchSize(info);
  let start = 0;
  for (let y = 0; y < info.outHeight; y++) {
    const top = y * info.strideHeight - padInfo.top;
    for (let x = 0; x < info.outWidth; x++, start += elements) {
      const left = x * info.strideWidth - padInfo.left;
      for (let h = 0; h < filterHeight; h++) {
        const row = top + h * info.dilationHeight;
        if (row < 0 || row >= inHeight) continue;
        const patch = start + h * filterWidth * inChannels;
        if (info.dilationWidth === 1) {
          // Neighboring pixels of a row: their channels follow one another in both.
          const from = Math.max(0, -left);
          const to = Math.min(filterWidth, inWidth - left);
          if (from < to) {
            const pixel = (row * inWidth + left + from) * inChannels;
            visit(patch + from * inChannels, pixel, (to - from) * inChannels);
          }
          continue;
        }
        for (let w = 0; w < filterWidth; w++) {
          const column = left + w * info.dilationWidth;
          if (column < 0 || column >= inWidth) continue;
          visit(patch + w * inChannels, (row * inWidth + column) * inChannels, inChannels);
        }
      }
    }
  }
}
