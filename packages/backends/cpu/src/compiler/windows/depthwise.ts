/** Convolution of each channel by itself: every number of a window is a sum over the taps of one channel. */

import type { SingleTask } from '@myelin/program';
import type { TaskEmitter } from '../tasks/task-context.ts';
import type { Local } from '../wasm/function-builder.ts';
import { eachChannels } from './channel-loop.ts';
import { depthwisePlan, depthwiseWork } from './depthwise-plan.ts';
import { channelsAtATime, emitDepthwiseSums } from './depthwise-sums.ts';
import { imageEmitter, imagesOf, pixelsOf } from './pooling-plan.ts';
import { forwardTaps } from './tap-axis.ts';
import { eachWindow, type WindowLoop } from './window-loop.ts';

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
    const addresses = {
      source: context.address(image),
      filter: context.address(filter),
      result: context.address(windows),
    };
    const unit = channelsAtATime(multiplier);
    eachWindow(f, loop, (place) => {
      const moving = [
        [place.source, 4 * unit],
        [place.filter, 4 * unit * multiplier],
        [place.result, 4 * unit * multiplier],
      ] as const;
      eachChannels(f, channels, unit, moving, (count, moved) => {
        const [source, filterAt, result] = moved as readonly [Local, Local, Local];
        emitDepthwiseSums(f, {
          loop,
          place: { ...place, source, filter: filterAt, result },
          addresses,
          channels: count,
          multiplier,
          continues: false,
          relaxedMadd: context.relaxedMadd,
        });
      });
    });
  },
});
