/**
 * The derivative of a depthwise convolution by its filter: for each place of the kernel and channel, the sum over all
 * windows of pixel times slope, image after image.
 */

import type { SingleTask } from '@myelin/program';
import { shareOf } from '../tasks/share.ts';
import type { TaskEmitter } from '../tasks/task-context.ts';
import type { Local } from '../wasm/function-builder.ts';
import { eachChannels } from './channel-loop.ts';
import { depthwisePlan, depthwiseWork } from './depthwise-plan.ts';
import { channelsAtATime, emitDepthwiseSums } from './depthwise-sums.ts';
import { imageEmitter, pixelsOf } from './pooling-plan.ts';
import { windowTaps } from './tap-axis.ts';
import { eachWindow, type WindowLoop } from './window-loop.ts';

/** The part that a thread does is some rows of the kernel. */
export const depthwiseFilterGradient: TaskEmitter<SingleTask> = imageEmitter({
  work: ({ operation }) => depthwiseWork(operation),
  maximumParts: ({ operation }) => depthwisePlan(operation).shape.vertical.kernel,
  emit: (f, { operation }, context) => {
    const { shape, image, filter, windows, channels, multiplier } = depthwisePlan(operation);
    const [vertical, horizontal] = [windowTaps(shape.vertical), windowTaps(shape.horizontal)];
    const rows = shareOf(vertical.count, context.part);
    if (rows.begin >= rows.end) return;
    const unit = channelsAtATime(multiplier);
    const addresses = {
      source: context.address(image),
      filter: context.address(windows),
      result: context.address(filter),
    };
    const rowBytes = 4 * horizontal.count * channels * multiplier;
    f.i32(addresses.result + rows.begin * rowBytes)
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
        const moving = [
          [source, 4 * unit],
          [slope, 4 * unit * multiplier],
          [place.result, 4 * unit * multiplier],
        ] as const;
        eachChannels(f, channels, unit, moving, (count, moved) => {
          const [pixel, slopes, result] = moved as readonly [Local, Local, Local];
          emitDepthwiseSums(f, {
            loop,
            place: { ...place, source: pixel, filter: slopes, result },
            addresses,
            channels: count,
            multiplier,
            continues: true,
            relaxedMadd: context.relaxedMadd,
          });
        });
        f.release(source, slope);
      });
      f.advance(imageAt, imageBytes).advance(slopeAt, slopeBytes);
    });
    f.release(left, imageAt, slopeAt);
  },
});
