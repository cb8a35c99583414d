/**
 * The derivative of a depthwise convolution by its filter: for each place of the kernel and channel, the sum over all
 * windows of pixel times slope, image after image.
 */

import type { SingleTask } from '@myelin/program';
import { emitAddProduct } from '../contractions/add-product.ts';
import { shareOf } from '../tasks/share.ts';
import type { TaskEmitter } from '../tasks/task-context.ts';
import type { Local } from '../wasm/function-builder.ts';
import { eachFourChannels } from './channel-loop.ts';
import { depthwisePlan, depthwiseWork } from './depthwise-plan.ts';
import { imageEmitter, pixelsOf } from './pooling-plan.ts';
import { pushRepeated } from './repeated-channels.ts';
import { windowTaps } from './tap-axis.ts';
import { eachTap, eachWindow, type WindowLoop } from './window-loop.ts';

/** Vectors of sums at a time. */
const VECTORS = 8;

/** The part that a thread does is some rows of the kernel. */
export const depthwiseFilterGradient: TaskEmitter<SingleTask> = imageEmitter({
  work: ({ operation }) => depthwiseWork(operation),
  maximumParts: ({ operation }) => depthwisePlan(operation).shape.vertical.kernel,
  emit: (f, { operation }, context) => {
    const { shape, image, filter, windows, channels, multiplier } = depthwisePlan(operation);
    const [vertical, horizontal] = [windowTaps(shape.vertical), windowTaps(shape.horizontal)];
    const rows = shareOf(vertical.count, context.part);
    if (rows.begin >= rows.end) return;
    const x = context.address(image);
    const slopes = context.address(windows);
    const result = context.address(filter);
    const rowBytes = 4 * horizontal.count * channels * multiplier;
    f.i32(result + rows.begin * rowBytes)
      .i32(0)
      .i32((rows.end - rows.begin) * rowBytes)
      .fill();

    // A place of the kernel is the result, and the windows are its taps; slopes lie like a filter of that size.
    const pixels = pixelsOf(image);
    const places = {
      height: vertical.count,
      width: horizontal.count,
      channels: channels * multiplier,
    };
    const loop: WindowLoop = {
      images: { begin: 0, end: 1 },
      rows,
      vertical,
      horizontal,
      source: pixels,
      result: places,
      filter: { width: shape.horizontal.windows, placeBytes: 4 * channels * multiplier },
    };
    const [left, imageAt, slopeAt] = [f.local('i32'), f.local('i32'), f.local('i32')];
    const imageBytes = 4 * pixels.height * pixels.width * channels;
    const slopeBytes =
      4 * shape.vertical.windows * shape.horizontal.windows * channels * multiplier;
    f.i32(0).set(imageAt).i32(0).set(slopeAt);
    f.count(left, 0, shape.images, 1, () => {
      eachWindow(f, loop, (place) => {
        const [source, slope] = [f.local('i32'), f.local('i32')];
        f.get(place.source).get(imageAt).op('i32.add').set(source);
        f.get(place.filter).get(slopeAt).op('i32.add').set(slope);
        const step = 16 * multiplier;
        const moving = [
          [source, 16],
          [slope, step],
          [place.result, step],
        ] as const;
        eachFourChannels(f, channels, moving, (lanes, moved) => {
          const [pixelAt, slopesAt, resultAt] = moved as readonly [Local, Local, Local];
          const vectors = Math.ceil((lanes * multiplier) / 4);
          const pixel = f.local('v128');
          for (let first = 0; first < vectors; first += VECTORS) {
            const sums = f.localsOf('v128', Math.min(VECTORS, vectors - first));
            for (const [i, sum] of sums.entries()) {
              f.get(resultAt)
                .load(result + 16 * (first + i))
                .set(sum);
            }
            eachTap(f, loop, { ...place, source: pixelAt, filter: slopesAt }, (tap) => {
              f.get(tap.source)
                .load(x + tap.sourceOffset)
                .set(pixel);
              for (const [i, sum] of sums.entries()) {
                const repeated = (): void => pushRepeated(f, pixel, multiplier, first + i);
                const push = (): void => {
                  f.get(tap.filter).load(slopes + tap.filterOffset + 16 * (first + i));
                };
                emitAddProduct(f, repeated, push, sum, context.relaxedMadd);
              }
            });
            for (const [i, sum] of sums.entries()) {
              const rest = lanes * multiplier - 4 * (first + i);
              f.storeLanes(resultAt, sum, Math.min(4, rest), result + 16 * (first + i));
            }
            f.release(...sums);
          }
          f.release(pixel);
        });
        f.release(source, slope);
      });
      f.advance(imageAt, imageBytes).advance(slopeAt, slopeBytes);
    });
    f.release(left, imageAt, slopeAt);
  },
});
