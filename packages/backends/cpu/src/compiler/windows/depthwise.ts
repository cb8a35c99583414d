/** Convolution of each channel by itself: every number of a window is a sum over the taps of one channel. */

import type { SingleTask } from '@myelin/program';
import { emitAddProduct } from '../contractions/add-product.ts';
import type { TaskEmitter } from '../tasks/task-context.ts';
import type { Local } from '../wasm/function-builder.ts';
import { eachFourChannels } from './channel-loop.ts';
import { depthwisePlan, depthwiseWork } from './depthwise-plan.ts';
import { imageEmitter, imagesOf, pixelsOf } from './pooling-plan.ts';
import { pushRepeated } from './repeated-channels.ts';
import { forwardTaps } from './tap-axis.ts';
import { eachTap, eachWindow, type WindowLoop } from './window-loop.ts';

/** Vectors of sums at a time. */
const VECTORS = 8;

export const depthwiseConvolution: TaskEmitter<SingleTask> = imageEmitter({
  work: ({ operation }) => depthwiseWork(operation),
  maximumParts: ({ operation }) => depthwisePlan(operation).shape.images,
  emit: (f, { operation }, context) => {
    const { shape, image, filter, windows, channels, multiplier } = depthwisePlan(operation);
    const vertical = forwardTaps(shape.vertical);
    const loop: WindowLoop = {
      images: imagesOf(image, context.part),
      rows: { begin: 0, end: vertical.count },
      vertical,
      horizontal: forwardTaps(shape.horizontal),
      source: pixelsOf(image),
      result: pixelsOf(windows),
      filter: { width: shape.horizontal.kernel, placeBytes: 4 * channels * multiplier },
    };
    const x = context.address(image);
    const weights = context.address(filter);
    const result = context.address(windows);
    // Four channels are as many vectors of results as each channel has.
    const step = 16 * multiplier;
    eachWindow(f, loop, (place) => {
      const moving = [
        [place.source, 16],
        [place.filter, step],
        [place.result, step],
      ] as const;
      eachFourChannels(f, channels, moving, (lanes, moved) => {
        const [source, filterAt, resultAt] = moved as readonly [Local, Local, Local];
        const vectors = Math.ceil((lanes * multiplier) / 4);
        const pixel = f.local('v128');
        for (let first = 0; first < vectors; first += VECTORS) {
          const sums = f.localsOf('v128', Math.min(VECTORS, vectors - first));
          for (const sum of sums) f.splat(0).set(sum);
          eachTap(f, loop, { ...place, source, filter: filterAt }, (tap) => {
            f.get(tap.source)
              .load(x + tap.sourceOffset)
              .set(pixel);
            for (const [i, sum] of sums.entries()) {
              const repeated = (): void => pushRepeated(f, pixel, multiplier, first + i);
              const weight = (): void => {
                f.get(tap.filter).load(weights + tap.filterOffset + 16 * (first + i));
              };
              emitAddProduct(f, repeated, weight, sum, context.relaxedMadd);
            }
          });
          for (const [i, sum] of sums.entries()) {
            const left = lanes * multiplier - 4 * (first + i);
            f.storeLanes(resultAt, sum, Math.min(4, left), result + 16 * (first + i));
          }
          f.release(...sums);
        }
        f.release(pixel);
      });
    });
  },
});
