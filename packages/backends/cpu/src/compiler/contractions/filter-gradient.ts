/**
 * The derivative of a convolution by its filter: for each place of the kernel, channel and filter, the sum over all
 * windows of all images of pixel times slope.
 *
 * A tile is some rows of the filter (neighboring channels, and places where they lie side by side) by a panel of
 * filters. Tiles are summed up over a few images at a time, which stay in the cache meanwhile, and wait in memory.
 */

import type { ContractionTask } from '@myelin/program';
import { shareOf } from '../tasks/share.ts';
import type { TaskContext } from '../tasks/task-context.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { windowTaps } from '../windows/tap-axis.ts';
import { FEW_CHANNELS } from './convolution.ts';
import { convolutionShape } from './convolution-shape.ts';
import { FilterGradientEmitter, type FilterGradientShape } from './filter-gradient-emitter.ts';
import { type GradientTiles, runLength } from './gradient-tiles.ts';
import { isUncut, type Padding, paddedAxes, paddingFor, type TapAxes } from './padding.ts';
import { splitColumns } from './split-columns.ts';

export function maximumFilterParts(shape: FilterGradientShape): number {
  const { axes } = sourceOf(shape);
  const width = shape.horizontal.kernel;
  const run = runLength({ width, channels: shape.channels, isCut: !isUncut(axes) });
  return Math.max(Math.ceil(shape.filters / 8), run);
}

/** One part: some filters, or some rows of the kernel. Never some of the images, which would divide the sums. */
export function emitFilterGradient(
  f: FunctionBuilder,
  task: ContractionTask,
  context: TaskContext,
  shape: FilterGradientShape = convolutionShape(task.contraction),
): void {
  const { filters, channels, vertical, horizontal } = shape;
  const { part, relaxedMadd } = context;
  const { axes, padding } = sourceOf(shape);
  const isCut = !isUncut(axes);
  const length = runLength({ width: horizontal.kernel, channels, isCut });
  const byFilters = Math.ceil(filters / 8) >= part.count;
  const columns = byFilters ? shareOf(filters, part, 8) : { begin: 0, end: filters };
  const run = byFilters ? { begin: 0, end: length } : shareOf(length, part);
  if (columns.begin >= columns.end || run.begin >= run.end) return;
  const tiles: GradientTiles = {
    run,
    height: vertical.kernel,
    width: horizontal.kernel,
    channels,
    imageRow: axes.horizontal.size * channels,
    isCut,
    panels: splitColumns(columns.end - columns.begin),
    column: 4 * columns.begin,
    relaxedMadd,
  };
  new FilterGradientEmitter(f, task, context, { shape, axes, padding, tiles }).emit();
}

/** The images that are read: with zeros around them where channels are too few to leave taps out. */
function sourceOf({ vertical, horizontal, channels }: FilterGradientShape): {
  readonly axes: TapAxes;
  readonly padding: Padding | undefined;
} {
  const axes = { vertical: windowTaps(vertical), horizontal: windowTaps(horizontal) };
  const image = { height: vertical.size, width: horizontal.size, channels };
  const padding = channels < FEW_CHANNELS ? paddingFor(image, [axes]) : undefined;
  return { axes: padding ? paddedAxes(axes, padding) : axes, padding };
}
