/** One walk through a space: in which order, and what of it is held in registers. */

import type { Operation } from '@myelin/program';
import type { IterationSpace, Strides } from './iteration-space.ts';

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

/** Where the result of a reduction goes. */
export interface ReductionTarget {
  readonly operation: Operation;
  /** Steps of the result. */
  readonly strides: Strides;
  /** Of results that are made in chunks: where they begin in the memory for those, in bytes. */
  readonly chunks?: number;
}

export interface PlannedReduction extends ReductionTarget {
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

/** One walk that makes all of the reductions; undefined if there is none. */
export function planPass(
  { sizes }: IterationSpace,
  targets: readonly ReductionTarget[],
  cost: number,
): Pass | undefined {
  const last = sizes.length - 1;
  const reducers = sizes.map((_, axis) => targets.filter((r) => r.strides[axis] === 0).length);
  const order = sizes
    .map((_, axis) => axis)
    .slice(0, last)
    .sort((a, b) => (reducers[a] ?? 0) - (reducers[b] ?? 0));
  const reductions = targets.map((target): PlannedReduction => {
    const first = order.findIndex((axis) => target.strides[axis] === 0);
    const from = first < 0 ? last : first;
    return { ...target, from, reducesLast: target.strides[last] === 0 };
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
export function makingRandom(pass: Pass): Pass {
  const { order, reductions } = pass;
  const isFlat = order.length === 0 && reductions.every(({ reducesLast }) => reducesLast);
  return isFlat ? { ...pass, traversal: 'rows', block: 4, makesRandom: true } : pass;
}
