import type { SingleTask } from '@myelin/program';
import type { TaskEmitter } from '../tasks/task-context.ts';
import { argExtremum } from './arg-extremum.ts';
import { boxEmitter } from './box-emitter.ts';
import { boxRules } from './boxes.ts';
import { cumulate } from './cumulate.ts';
import { gather, gatherNd } from './gather.ts';
import { oneHot } from './one-hot.ts';
import { resizing } from './resize.ts';
import { scatterNd, unsortedSegmentSum } from './scatter.ts';
import { type SingleKernel, singleEmitter } from './single-emitter.ts';
import { topK } from './top-k.ts';

const kernels: Readonly<Record<string, SingleKernel>> = {
  ArgMax: argExtremum('largest'),
  ArgMin: argExtremum('smallest'),
  OneHot: oneHot,
  GatherV2: gather,
  GatherNd: gatherNd,
  UnsortedSegmentSum: unsortedSegmentSum,
  ScatterNd: scatterNd,
  Cumsum: cumulate('sum'),
  Cumprod: cumulate('product'),
  TopK: topK,
  ...resizing,
};

const entries: readonly (readonly [string, TaskEmitter<SingleTask>])[] = [
  ...Object.entries(kernels).map(([name, kernel]) => [name, singleEmitter(kernel)] as const),
  ...Object.entries(boxRules).map(([name, rule]) => [name, boxEmitter(rule)] as const),
];

/** Kernels that are a task by themselves, by name. */
export const singleEmitters: Readonly<Record<string, TaskEmitter<SingleTask>>> =
  Object.fromEntries(entries);
