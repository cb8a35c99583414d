import type { backend_util } from '@tensorflow/tfjs-core';

/** One window of an image and its result. */
export interface Window {
  /** Where the channels of each real pixel begin; padding is not among them. */
  readonly pixels: Int32Array;
  /** How many entries of `pixels` belong to this window. */
  readonly count: number;
  readonly channels: number;
  /** Where the channels of the result begin. */
  readonly result: number;
}

/** Visits all windows of all images. The object handed out is the same each time. */
export function eachWindow(info: backend_util.Conv2DInfo, visit: (window: Window) => void): void {
  const { inHeight, inWidth, filterHeight, filterWidth, padInfo } = info;
  const channels = info.inChannels;
  const pixels = new Int32Array(filterHeight * filterWidth);
  const window = { pixels, count: 0, channels, result: 0 };
  for (let image = 0; image < info.batchSize; image++) {
    for (let y = 0; y < info.outHeight; y++) {
      const top = y * info.strideHeight - padInfo.top;
      const rows = [Math.max(0, top), Math.min(inHeight, top + filterHeight)] as const;
      for (let x = 0; x < info.outWidth; x++) {
        const left = x * info.strideWidth - padInfo.left;
        const columns = [Math.max(0, left), Math.min(inWidth, left + filterWidth)] as const;
        window.count = 0;
        for (let row = rows[0]; row < rows[1]; row++) {
          for (let column = columns[0]; column < columns[1]; column++) {
            pixels[window.count++] = ((image * inHeight + row) * inWidth + column) * channels;
          }
        }
        visit(window);
        window.result += channels;
      }
    }
  }
}
