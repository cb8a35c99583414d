/** Convolutions and their derivatives by the image, which are convolutions too: of windows with a turned filter. */

import type { ContractionTask, Value } from '@myelin/program';
import { prepared } from '../tasks/prepared.ts';
import { shareOf } from '../tasks/share.ts';
import type { TaskContext } from '../tasks/task-context.ts';
import type { FunctionBuilder, Local, Operand } from '../wasm/function-builder.ts';
import { backwardTaps, forwardTaps, wholeResults } from '../windows/tap-axis.ts';
import { type ConvolutionShape, convolutionShape } from './convolution-shape.ts';
import { emitCorrelation } from './correlation.ts';
import type { Correlation } from './correlation-rows.ts';
import { emitPackedFilter, type FilterLayout } from './pack-filter.ts';
import { packedBytes } from './pack-panels.ts';
import { emitPaddedCopy, type PaddedImage, paddedBytes } from './pad-image.ts';
import { type Padding, paddedAxes, paddingFor } from './padding.ts';
import type { Stretch } from './product-part.ts';
import { ResultWriter } from './result-writer.ts';
import { splitColumns } from './split-columns.ts';

/** Below so many channels a row of taps is too short a sum to begin and end at will: borders are filled with zeros. */
export const FEW_CHANNELS = 16;
/** Rows of fewer results than this make poor tiles. */
const SHORT_ROW = 4;

export function emitConvolution(
  f: FunctionBuilder,
  task: ContractionTask,
  context: TaskContext,
): void {
  const [first, filter] = task.contraction.inputs as readonly [Value, Value];
  const shape = convolutionShape(task.contraction);
  const isForward = task.contraction.kernel === 'Conv2D';
  const { vertical, horizontal, channels, filters, images } = shape;
  const [, height = 1, width = 1] = first.shape;
  const source = { value: first, height, width, channels: isForward ? channels : filters };
  const resultChannels = isForward ? filters : channels;
  const classes = isForward
    ? [{ vertical: forwardTaps(vertical), horizontal: forwardTaps(horizontal) }]
    : backwardTaps(vertical).flatMap((v) =>
        backwardTaps(horizontal).map((h) => ({ vertical: v, horizontal: h })),
      );
  const layout: FilterLayout = { isForward, channels, filters, width: horizontal.kernel };
  const part = imagePart(shape, context);
  if (part.images.begin >= part.images.end) return;

  const writer = new ResultWriter(f, task, context, resultChannels);
  const panels = splitColumns(resultChannels);
  const address = context.address(filter);
  const all = classes.map((axes) => {
    const taps = axes.vertical.taps * axes.horizontal.taps;
    const bytes = packedBytes(panels, taps * source.channels);
    const weights = prepared(f, context, filter, bytes, (g, to) =>
      emitPackedFilter(g, { ...layout, ...axes, panels, from: address, to }),
    );
    return { ...axes, weights };
  });

  const [resultHeight, resultWidth] = isForward
    ? [vertical.windows, horizontal.windows]
    : [vertical.size, horizontal.size];
  const resultImage = 4 * resultHeight * resultWidth * resultChannels;
  const each = (
    from: Operand,
    padding: Padding | undefined,
    offset: Operand,
    count: number,
  ): void => {
    for (const { weights, ...axes } of all) {
      const { vertical: y, horizontal: x } = padding ? paddedAxes(axes, padding) : axes;
      const sourceWidth = padding ? padding.image.paddedWidth : source.width;
      const sourceHeight = padding ? padding.image.paddedHeight : source.height;
      const [begin, end] = wholeResults(x);
      const correlation: Correlation = {
        vertical: y,
        horizontal: x,
        source: {
          address: from,
          width: sourceWidth,
          channels: source.channels,
          imageBytes: 4 * sourceHeight * sourceWidth * source.channels,
        },
        result: {
          offset,
          width: resultWidth,
          channels: resultChannels,
          imageBytes: resultImage,
        },
        weights,
        panels,
        images: count,
        rows: part.rows(y.count),
        acrossImages: !padding && end - begin < SHORT_ROW && images >= SHORT_ROW,
      };
      emitCorrelation(f, correlation, writer, context.relaxedMadd);
    }
  };

  const { begin, end } = part.images;
  const start = context.address(first) + 4 * begin * source.height * source.width * source.channels;
  const padding = source.channels < FEW_CHANNELS ? paddingFor(source, classes) : undefined;
  if (!padding) each(start, undefined, begin * resultImage, end - begin);
  else {
    const copy = context.scratch(paddedBytes(padding.image));
    eachPadded(f, padding.image, { from: start, copy, images: end - begin }, (image, offset) => {
      f.get(image)
        .i32(resultImage)
        .op('i32.mul')
        .i32(begin * resultImage)
        .op('i32.add')
        .set(offset);
      each(copy, padding, offset, 1);
    });
  }
}

/** Copies image after image into memory with zeros around it. */
function eachPadded(
  f: FunctionBuilder,
  image: PaddedImage,
  { from, copy, images }: { from: number; copy: number; images: number },
  body: (image: Local, offset: Local) => void,
): void {
  const [number, pointer, offset, to] = [
    f.local('i32'),
    f.local('i32'),
    f.local('i32'),
    f.local('i32'),
  ];
  f.i32(copy).tee(to).i32(0).i32(paddedBytes(image)).fill();
  f.i32(from).set(pointer);
  f.count(number, 0, images, 1, () => {
    emitPaddedCopy(f, image, pointer, to);
    body(number, offset);
    f.advance(pointer, 4 * image.height * image.width * image.channels);
  });
  f.release(number, pointer, offset, to);
}

interface ImagePart {
  readonly images: Stretch;
  /** Rows of the result, of `count`. */
  rows(count: number): Stretch;
}

/** Whole images if there are enough of them, else rows of each. */
function imagePart({ images }: ConvolutionShape, { part }: TaskContext): ImagePart {
  if (images >= part.count) {
    return { images: shareOf(images, part), rows: (count) => ({ begin: 0, end: count }) };
  }
  return { images: { begin: 0, end: images }, rows: (count) => shareOf(count, part) };
}
