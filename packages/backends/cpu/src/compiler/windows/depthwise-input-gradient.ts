/**
 * The derivative of a depthwise convolution by the image: for each pixel and channel the sum over the windows that see
 * it, and over all numbers that they have for the channel.
 */

import type { SingleTask } from '@myelin/program';
import { emitAddProduct } from '../contractions/add-product.ts';
import type { TaskEmitter } from '../tasks/task-context.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { eachChannels } from './channel-loop.ts';
import { depthwisePlan, depthwiseWork } from './depthwise-plan.ts';
import { imageEmitter, imagesOf, pixelsOf } from './pooling-plan.ts';
import { backwardTaps } from './tap-axis.ts';
import { eachTap, eachWindow, type WindowLoop } from './window-loop.ts';
import { pair } from './window-shape.ts';

const gradient = imageEmitter({
  work: ({ operation }) => depthwiseWork(operation),
  maximumParts: ({ operation }) => depthwisePlan(operation).shape.images,
  emit: (f, { operation }, context) => {
    const { shape, image, filter, windows, channels, multiplier } = depthwisePlan(operation);
    const slopes = context.address(windows);
    const weights = context.address(filter);
    const result = context.address(image);
    const spread = multiplier > 1 ? context.scratch(16 * multiplier) : 0;
    const step = 16 * multiplier;
    for (const vertical of backwardTaps(shape.vertical)) {
      for (const horizontal of backwardTaps(shape.horizontal)) {
        const loop: WindowLoop = {
          images: imagesOf(image, context.part),
          rows: { begin: 0, end: vertical.count },
          vertical,
          horizontal,
          source: pixelsOf(windows),
          result: pixelsOf(image),
          filter: { width: shape.horizontal.kernel, placeBytes: 4 * channels * multiplier },
        };
        eachWindow(f, loop, (place) => {
          const moving = [
            [place.source, step],
            [place.filter, step],
            [place.result, 16],
          ] as const;
          eachChannels(f, channels, 4, moving, (lanes, moved) => {
            const [source, filterAt, resultAt] = moved as readonly [Local, Local, Local];
            const sum = f.local('v128');
            for (let i = 0; i < multiplier; i++) {
              f.splat(0).set(sum);
              eachTap(f, loop, { ...place, source, filter: filterAt }, (tap) => {
                const slope = (): void => {
                  f.get(tap.source).load(slopes + tap.sourceOffset + 16 * i);
                };
                const weight = (): void => {
                  f.get(tap.filter).load(weights + tap.filterOffset + 16 * i);
                };
                emitAddProduct(f, slope, weight, sum, context.relaxedMadd);
              });
              if (multiplier > 1)
                f.i32(0)
                  .get(sum)
                  .store(spread + 16 * i);
            }
            if (multiplier > 1) gatherChannels(f, spread, multiplier, lanes, sum);
            f.storeLanes(resultAt, sum, lanes, result);
            f.release(sum);
          });
        });
      }
    }
  },
});

export const depthwiseInputGradient: TaskEmitter<SingleTask> = {
  ...gradient,
  refusal: (task) => {
    const { dilations } = task.operation.attributes;
    if (pair(dilations).some((dilation) => dilation !== 1)) return 'a dilated gradient';
    return gradient.refusal(task);
  },
};

/** Adds up the numbers of each of four channels that lie one after the other in memory. */
function gatherChannels(
  f: FunctionBuilder,
  from: number,
  multiplier: number,
  lanes: number,
  sum: Local,
): void {
  const part = f.local('v128');
  f.splat(0).set(sum);
  for (let i = 0; i < multiplier; i++) {
    f.splat(0).set(part);
    for (let lane = 0; lane < lanes; lane++) {
      f.i32(0).get(part);
      f.laneMemory('v128.load32_lane', from + 4 * (lane * multiplier + i), lane).set(part);
    }
    f.get(sum).get(part).op('f32x4.add').set(sum);
  }
  f.release(part);
}
