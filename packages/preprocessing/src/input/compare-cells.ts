import type { Cell } from '@myelin/table';
import { compareTexts } from './compare-texts.ts';

/**
 * The one order of cells, which is Python's: numbers and booleans by value, then texts by code points, and what is missing
 * (null) last.
 */
export function compareCells(a: Cell, b: Cell): number {
  const rank = rankOf(a);
  if (rank !== rankOf(b)) return rank - rankOf(b);
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  return Number(a) - Number(b);
}

const rankOf = (cell: Cell): number => {
  if (cell === null) return 2;
  return typeof cell === 'string' ? 1 : 0;
};
