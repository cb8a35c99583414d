/** How a loop task is walked through: once, or once for each group of reductions that can be made on the same way. */

import { shapeSize } from '@myelin/core';
import type { LoopTask } from '@myelin/program';
import { operationCost } from '../vector-math/elementwise-cost.ts';
import { type Chunks, chunksOf, wholeTargets } from './chunked-reductions.ts';
import { type IterationSpace, iterationSpaceOf } from './iteration-space.ts';
import { makingRandom, type Pass, planPass, type ReductionTarget } from './plan-pass.ts';

export interface LoopPlan {
  readonly space: IterationSpace;
  /** In order. Only the last stores element-wise results, because they may overwrite operands. */
  readonly passes: readonly Pass[];
  /** Axis that can be shared among threads, and in units of how many elements. */
  readonly division?: Division;
  /** Reductions that are made in chunks. */
  readonly chunks?: Chunks;
}

interface Division {
  readonly axis: number;
  readonly granule: number;
  readonly units: number;
}

/** Elements of the last axis that are shared out together: blocks of random numbers, cache lines. */
const GRANULE = 16;
/** Elements from which on reductions are made in chunks. */
const WORTH_CHUNKS = 2 ** 16;
/** Units that are enough for all threads: no chunks are needed. */
const ENOUGH_UNITS = 8;

/** Plans a task; undefined if its shapes cannot be walked together. */
export function planLoop(task: LoopTask): LoopPlan | undefined {
  const space = iterationSpaceOf(task);
  if (!space) return undefined;
  const plan = planPasses(task, space, wholeTargets(space, task));
  if (shapeSize(space.sizes) < WORTH_CHUNKS || isRandom(task)) return plan;
  if (plan.division && plan.division.units >= ENOUGH_UNITS) return plan;
  const chunks = chunksOf(space, task);
  if (!chunks) return plan;
  return { ...planPasses(task, chunks.space, chunks.targets), chunks };
}

function planPasses(
  task: LoopTask,
  space: IterationSpace,
  targets: readonly ReductionTarget[],
): LoopPlan {
  const cost = costOf(task);
  let groups: ReductionTarget[][] = [];
  for (const target of targets) {
    const group = groups.find((known) => planPass(space, [...known, target], cost));
    if (group) group.push(target);
    else groups.push([target]);
  }
  if (groups.length === 0) groups = [[]];
  const passes = groups
    .map((group) => planPass(space, group, cost))
    .filter((pass) => pass !== undefined)
    .map((pass) => (isRandom(task) && groups.length === 1 ? makingRandom(pass) : pass))
    // Storing goes fastest along rows, and is done last.
    .sort((a, b) => Number(b.traversal === 'columns') - Number(a.traversal === 'columns'));
  const division = divisionOf(space, passes);
  return { space, passes, ...(division && { division }) };
}

const isRandom = ({ operations }: LoopTask): boolean =>
  operations.some(({ kernel }) => kernel === 'Philox');

/** Additions, or what takes as long, for four elements. */
export function costOf({ operations, reductions }: LoopTask): number {
  const sum = operations.reduce((total, operation) => total + operationCost(operation), 0);
  return Math.max(1, sum + reductions.length);
}

/** Where all passes are cut: through an axis that every reduction keeps, so that no sum depends on the number of parts. */
function divisionOf({ sizes }: IterationSpace, passes: readonly Pass[]): Division | undefined {
  const last = sizes.length - 1;
  const reductions = passes.flatMap((pass) => pass.reductions);
  const candidates = sizes
    .map((size, axis): Division => {
      const granule = axis === last ? GRANULE : 1;
      return { axis, granule, units: Math.ceil(size / granule) };
    })
    .filter(({ axis }) => reductions.every(({ strides }) => strides[axis] !== 0))
    .filter(({ axis }) => axis !== last || passes.every(({ traversal }) => traversal !== 'whole'));
  const [first] = candidates;
  if (first && first.axis !== last && first.units >= 16) return first;
  return candidates.sort((a, b) => b.units - a.units)[0];
}
