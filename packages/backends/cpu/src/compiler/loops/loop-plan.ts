/** How a loop task is walked through: once, or once for each group of reductions that can be made on the same way. */

import type { LoopTask, Operation } from '@myelin/program';
import { operationCost } from '../vector-math/elementwise-cost.ts';
import {
  type IterationSpace,
  iterationSpaceOf,
  keptShape,
  reducedShape,
  type Strides,
} from './iteration-space.ts';

export interface LoopPlan {
  readonly space: IterationSpace;
  /** In order. Only the last stores element-wise results, because they may overwrite operands. */
  readonly passes: readonly Pass[];
  /** Axis that can be shared among threads, and in units of how many elements. */
  readonly division?: Division;
}

export interface Division {
  readonly axis: number;
  readonly granule: number;
  readonly units: number;
}

/** One walk through the space. */
export interface Pass {
  /** Outer axes, outermost first: those that reductions keep before those that they reduce. */
  readonly order: readonly number[];
  readonly reductions: readonly PlannedReduction[];
  /**
   * How the last axis is walked, innermost:
   * - `whole`: all its vectors, in straight code
   * - `rows`: in a loop
   * - `columns`: a block of vectors for all outer axes that are reduced, then the next block
   */
  readonly traversal: 'whole' | 'rows' | 'columns';
  /** Vectors of the last axis in a block of `columns`; vectors in one round of the loop of `rows`. */
  readonly block: number;
  /**
   * Of `columns`: entries of the first reduced axis that all blocks are walked for before those that follow, so that
   * memory is read in order; results are added up in memory. Undefined where everything is near anyway.
   */
  readonly panel?: number;
  /** Random numbers are made on the way, sixteen at a time; otherwise they lie in memory by then. */
  readonly makesRandom: boolean;
}

export interface PlannedReduction {
  readonly operation: Operation;
  /** Steps of the result. */
  readonly strides: Strides;
  /** The first outer axis in the order of the pass that it reduces; from there on it reduces all. */
  readonly from: number;
  readonly reducesLast: boolean;
}

/** Most vectors of the last axis that are held in registers. */
const WHOLE_VECTORS = 8;
/** Most additions, or what takes as long, in straight code. */
const STRAIGHT_COST = 100;
/** Most registers for the accumulators of a pass. */
const ACCUMULATORS = 12;
/** Elements of the last axis that are shared out together: blocks of random numbers, cache lines. */
const GRANULE = 16;

/** Plans a task; undefined if its shapes cannot be walked together. */
export function planLoop(task: LoopTask): LoopPlan | undefined {
  const space = iterationSpaceOf(task);
  if (!space) return undefined;
  const cost = costOf(task);
  let groups: Operation[][] = [];
  for (const reduction of task.reductions) {
    const group = groups.find((known) => planPass(space, [...known, reduction], cost));
    if (group) group.push(reduction);
    else groups.push([reduction]);
  }
  if (groups.length === 0) groups = [[]];
  const isRandom = task.operations.some(({ kernel }) => kernel === 'Philox');
  const passes = groups
    .map((group) => planPass(space, group, cost))
    .filter((pass) => pass !== undefined)
    .map((pass) => (isRandom && groups.length === 1 ? makingRandom(pass) : pass))
    // Storing goes fastest along rows, and is done last.
    .sort((a, b) => Number(b.traversal === 'columns') - Number(a.traversal === 'columns'));
  const [pass] = passes;
  const division = passes.length === 1 && pass ? divisionOf(space, pass) : undefined;
  return { space, passes, ...(division && { division }) };
}

/** Additions, or what takes as long, for four elements. */
export function costOf({ operations, reductions }: LoopTask): number {
  const sum = operations.reduce((total, operation) => total + operationCost(operation), 0);
  return Math.max(1, sum + reductions.length);
}

/** One walk that makes all of the reductions; undefined if there is none. */
function planPass(
  { sizes, strides }: IterationSpace,
  operations: readonly Operation[],
  cost: number,
): Pass | undefined {
  const last = sizes.length - 1;
  const results = operations.map((operation) => ({
    operation,
    strides: strides(reducedShape(operation), keptShape(operation)),
  }));
  const reducers = sizes.map((_, axis) => results.filter((r) => r.strides[axis] === 0).length);
  const order = sizes
    .map((_, axis) => axis)
    .slice(0, last)
    .sort((a, b) => (reducers[a] ?? 0) - (reducers[b] ?? 0));
  const reductions = results.map(({ operation, strides }) => {
    const first = order.findIndex((axis) => strides[axis] === 0);
    const from = first < 0 ? last : first;
    return { operation, strides, from, reducesLast: strides[last] === 0 };
  });
  const areNested = reductions.every(({ strides, from }) =>
    order.slice(from).every((axis) => strides[axis] === 0),
  );
  if (!areNested) return undefined;

  const vectors = Math.ceil((sizes[last] ?? 1) / 4);
  const plan = { order, reductions, makesRandom: false };
  const keeping = reductions.filter((r) => !r.reducesLast).length;
  const isWhole =
    vectors <= WHOLE_VECTORS &&
    (vectors * cost <= STRAIGHT_COST || vectors === 1) &&
    vectors * keeping + reductions.length - keeping <= ACCUMULATORS;
  if (isWhole) return { ...plan, traversal: 'whole', block: vectors };
  if (keeping === 0) return { ...plan, traversal: 'rows', block: unrolling(cost) };
  if (keeping < reductions.length) return undefined;
  const most = Math.floor(Math.min(40 / cost, ACCUMULATORS / keeping, WHOLE_VECTORS));
  const blocks = Math.ceil(vectors / Math.max(1, most));
  const panel = panelOf(sizes, order, reductions);
  const block = Math.ceil(vectors / blocks);
  return { ...plan, traversal: 'columns', block, ...(panel && { panel }) };
}

/** Bytes that fit into the cache next to the core, several times. */
const NEAR_BYTES = 2 ** 17;

/** Entries of a panel: a divisor of the length of the first reduced axis. */
function panelOf(
  sizes: readonly number[],
  order: readonly number[],
  reductions: readonly PlannedReduction[],
): number | undefined {
  const from = reductions[0]?.from ?? 0;
  if (reductions.some((reduction) => reduction.from !== from)) return undefined;
  const axis = order[from];
  if (axis === undefined) return undefined;
  const walked = [...order.slice(from), sizes.length - 1];
  const bytes = walked.reduce((product, one) => product * (sizes[one] ?? 1), 4);
  const length = sizes[axis] ?? 1;
  if (bytes <= NEAR_BYTES) return undefined;
  for (let panel = 32; panel >= 8; panel--) if (length % panel === 0) return panel;
  return undefined;
}

const unrolling = (cost: number): number => (cost <= 10 ? 4 : cost <= 30 ? 2 : 1);

/** With one axis, random numbers need not be stored. */
function makingRandom(pass: Pass): Pass {
  const { order, reductions } = pass;
  const isFlat = order.length === 0 && reductions.every(({ reducesLast }) => reducesLast);
  return isFlat ? { ...pass, traversal: 'rows', block: 4, makesRandom: true } : pass;
}

/** Where a pass is cut: through axes that every reduction keeps, so that no sum depends on the number of parts. */
function divisionOf({ sizes }: IterationSpace, pass: Pass): Division | undefined {
  const last = sizes.length - 1;
  const candidates = sizes
    .map((size, axis): Division => {
      const granule = axis === last ? GRANULE : 1;
      return { axis, granule, units: Math.ceil(size / granule) };
    })
    .filter(({ axis }) => pass.reductions.every(({ strides }) => strides[axis] !== 0))
    .filter(({ axis }) => axis !== last || pass.traversal !== 'whole');
  const [first] = candidates;
  if (first && first.axis !== last && first.units >= 16) return first;
  return candidates.sort((a, b) => b.units - a.units)[0];
}
