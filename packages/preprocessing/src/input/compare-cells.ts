import type { Cell } from '@myelin/table';
import { compareTexts } from '../encoders/compare-texts.ts';

/**
 * The order in which Python sorts values of one kind: numbers and booleans by value, texts by code points. Where both stand
 * side by side, booleans come first, then numbers, then texts, and missing ones last.
 */
export function compareCells(a: Cell, b: Cell): number {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (typeof a === typeof b && a !== null && b !== null) return Number(a) - Number(b);
  return rankOf(a) - rankOf(b);
}

const kinds: readonly string[] = ['boolean', 'number', 'string'];

const rankOf = (cell: Cell): number => (cell === null ? kinds.length : kinds.indexOf(typeof cell));
