/**
 * Reductions of an axis that threads share: each chunk of the axis has a result of its own, and when all are there they
 * are combined in the order of the chunks. How many chunks there are depends on the shape alone, so that no result
 * depends on the number of threads.
 */

import { shapeSize } from '@myelin/core';
import type { LoopTask } from '@myelin/program';
import { type IterationSpace, keptShape, reducedShape } from './iteration-space.ts';
import type { ReductionTarget } from './plan-pass.ts';

export interface Chunks {
  /** The space with an axis that counts chunks, before what is left of the axis that was cut. */
  readonly space: IterationSpace;
  readonly targets: readonly ReductionTarget[];
  readonly count: number;
  /** Memory for the results of all chunks. */
  readonly bytes: number;
}

/** Numbers of chunks, the best first: multiples of the threads that machines have. */
const COUNTS = [16, 24, 32, 8, 20, 12, 28, 18, 30, 14, 10, 15, 21, 25, 27, 9, 22, 26, 13, 11];
/** Elements of a cache line: chunks of different threads share none. */
const LINE = 16;

/** Elements that the result of one chunk takes. */
export const chunkStride = (resultSize: number): number => Math.ceil(resultSize / LINE) * LINE;

/** Where the results of reductions go that are not made in chunks. */
export function wholeTargets({ strides }: IterationSpace, task: LoopTask): ReductionTarget[] {
  return task.reductions.map((operation) => ({
    operation,
    strides: strides(reducedShape(operation), keptShape(operation)),
  }));
}

/** Cuts the outermost reduced axis that can be cut; undefined if there is none. */
export function chunksOf(whole: IterationSpace, task: LoopTask): Chunks | undefined {
  const targets = wholeTargets(whole, task);
  for (const [axis, size] of whole.sizes.entries()) {
    if (!targets.some(({ strides }) => strides[axis] === 0)) continue;
    const count = COUNTS.find((one) => size % one === 0 && size > one);
    if (count === undefined) continue;
    const space = cutAxis(whole, axis, count);
    let bytes = 0;
    const cutTargets = wholeTargets(space, task).map((target): ReductionTarget => {
      const { operation, strides } = target;
      if (strides[axis] !== 0) return target;
      const chunks = bytes;
      const stride = chunkStride(shapeSize(keptShape(operation)));
      bytes += 4 * stride * count;
      return { operation, strides: strides.map((s, i) => (i === axis ? stride : s)), chunks };
    });
    return { space, targets: cutTargets, count, bytes };
  }
  return undefined;
}

function cutAxis(whole: IterationSpace, axis: number, count: number): IterationSpace {
  const length = (whole.sizes[axis] ?? 1) / count;
  const cut = (numbers: readonly number[], outer: number, inner: number): number[] => [
    ...numbers.slice(0, axis),
    outer,
    inner,
    ...numbers.slice(axis + 1),
  ];
  return {
    sizes: cut(whole.sizes, count, length),
    strides: (...operand) => {
      const strides = whole.strides(...operand);
      const stride = strides[axis] ?? 0;
      return cut(strides, stride * length, stride);
    },
  };
}
