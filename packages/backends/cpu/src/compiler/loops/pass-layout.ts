/** What of a pass becomes loops, and what is written out. */

import type { Pass } from './plan-pass.ts';
import { reductionKind } from './reduction-kind.ts';

export interface PassLayout {
  /** Elements of each axis that are walked. */
  readonly counts: readonly number[];
  /** Outer axes from this depth on are written out. */
  readonly straightFrom: number;
  /** Rounds of the loop along a row; 0 where the row is written out. */
  readonly rowRounds: number;
  /** Axes that loops go along. */
  readonly looped: ReadonlySet<number>;
  /** Where long sums are made in pieces: the depth of the loop, and how many rounds a piece has. */
  readonly pieces: Pieces | undefined;
}

interface Pieces {
  readonly depth: number;
  readonly rounds: number;
}

/** Most additions, or what takes as long, for which outer axes are written out. */
const STRAIGHT_COST = 64;
/** Most numbers added up one after the other: more are added in pieces, because each addition rounds. */
const LONGEST_SUM = 1024;
const PIECE = 512;

/** `cost`: additions, or what takes as long, for four elements. */
export function passLayout(pass: Pass, counts: readonly number[], cost: number): PassLayout {
  const { order, traversal, block } = pass;
  const last = counts.length - 1;
  const blocks = Math.floor((counts[last] ?? 1) / (4 * block));
  // One round alone is written out.
  const rowRounds = traversal === 'rows' && blocks > 1 ? blocks : 0;
  const straightFrom = firstStraight(pass, counts, cost);
  const outer = order.slice(0, straightFrom);
  const loopsLast = rowRounds > 0 || (traversal === 'columns' && blocks > 1);
  return {
    counts,
    straightFrom,
    rowRounds,
    looped: new Set(loopsLast ? [...outer, last] : outer),
    pieces: piecesOf(pass, counts, rowRounds, straightFrom),
  };
}

function firstStraight(
  { order, traversal, block }: Pass,
  counts: readonly number[],
  cost: number,
): number {
  if (traversal !== 'whole') return order.length;
  let total = block * cost;
  let depth = order.length;
  for (; depth > 0; depth--) {
    total *= counts[order[depth - 1] ?? 0] ?? 1;
    if (total > STRAIGHT_COST) break;
  }
  return depth;
}

function piecesOf(
  { order, traversal, block, reductions, panel }: Pass,
  counts: readonly number[],
  rowRounds: number,
  straightFrom: number,
): Pieces | undefined {
  const sums = reductions.filter(({ operation }) => reductionKind(operation)?.rounds);
  if (sums.length === 0) return undefined;
  if (rowRounds > LONGEST_SUM) return { depth: order.length, rounds: PIECE };
  const from = Math.min(...sums.map((sum) => sum.from));
  const isAlongRow = sums.some(({ reducesLast }) => reducesLast);
  let length = Math.max(1, traversal === 'whole' && isAlongRow ? block : rowRounds);
  for (let depth = order.length - 1; depth >= from; depth--) {
    const all = counts[order[depth] ?? 0] ?? 1;
    const count = panel !== undefined && depth === from ? panel : all;
    if (depth < straightFrom && length * count > LONGEST_SUM) {
      return { depth, rounds: Math.max(1, Math.floor(PIECE / length)) };
    }
    length *= count;
  }
  return undefined;
}
