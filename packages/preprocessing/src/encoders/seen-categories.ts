import { DataError, describe } from '@myelin/core';
import type { Cell, Column } from '@myelin/table';
import { compareCells } from '../input/compare-cells.ts';

/** The different cells of a column, and how often each comes. */
export interface SeenCategories {
  /** In scikit-learn's order: numbers and booleans by size, texts by code points, null (missing) last. */
  readonly categories: readonly Cell[];
  readonly counts: readonly number[];
}

/** Most different numbers that are counted as they come; more are sorted first. */
const MOST_COUNTED = 4096;

/** Numbers from one to another at most so far away are counted in a table. */
const WIDEST_TABLE = 65_536;

/**
 * The different cells of a column.
 *
 * @throws {@link DataError} it holds texts and numbers side by side.
 */
export function seenCategories(where: string, column: Column): SeenCategories {
  if (column.kind === 'text' || column.kind === 'boolean') return seenCells(column);
  if (column.kind === 'mixed') requireOneKind(where, column);
  return seenNumbers(column.numbers);
}

function seenCells(column: Column): SeenCategories {
  const places = new Map<Cell, number>();
  const counts: number[] = [];
  for (let row = 0; row < column.length; row++) {
    const cell = column.cell(row);
    const place = places.get(cell);
    if (place === undefined) {
      places.set(cell, counts.length);
      counts.push(1);
    } else counts[place] = (counts[place] as number) + 1;
  }
  const categories = [...places.keys()].sort(compareCells);
  return {
    categories,
    counts: categories.map((cell) => counts[places.get(cell) as number] as number),
  };
}

function seenNumbers(numbers: Float64Array): SeenCategories {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let missing = 0;
  let isWhole = true;
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row] as number;
    if (Number.isNaN(value)) missing++;
    else {
      if (value < low) low = value;
      if (value > high) high = value;
      isWhole &&= Number.isInteger(value);
    }
  }
  const isNarrow = isWhole && high - low < WIDEST_TABLE;
  const seen = isNarrow ? countedInTable(numbers, low, high) : countedAsTheyCome(numbers);
  if (missing === 0) return seen;
  return { categories: [...seen.categories, null], counts: [...seen.counts, missing] };
}

function countedInTable(numbers: Float64Array, low: number, high: number): SeenCategories {
  const table = new Float64Array(Math.max(0, high - low + 1));
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row] as number;
    if (!Number.isNaN(value)) table[value - low] = (table[value - low] as number) + 1;
  }
  const categories: number[] = [];
  const counts: number[] = [];
  for (let at = 0; at < table.length; at++) {
    if (table[at] === 0) continue;
    categories.push(low + at);
    counts.push(table[at] as number);
  }
  return { categories, counts };
}

function countedAsTheyCome(numbers: Float64Array): SeenCategories {
  const counts = new Map<number, number>();
  for (let row = 0; row < numbers.length; row++) {
    // There is one zero.
    const value = (numbers[row] as number) + 0;
    if (Number.isNaN(value)) continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size > MOST_COUNTED) return countedInOrder(numbers);
  }
  const categories = [...counts.keys()].sort((a, b) => a - b);
  return { categories, counts: categories.map((value) => counts.get(value) as number) };
}

function countedInOrder(numbers: Float64Array): SeenCategories {
  const categories: number[] = [];
  const counts: number[] = [];
  const sorted = numbers.slice().sort();
  for (let row = 0; row < sorted.length; row++) {
    const value = (sorted[row] as number) + 0;
    if (Number.isNaN(value)) break;
    const last = categories.length - 1;
    if (value === categories[last]) counts[last] = (counts[last] as number) + 1;
    else {
      categories.push(value);
      counts.push(1);
    }
  }
  return { categories, counts };
}

/** Numbers and booleans go together, as in Python, where True is 1. */
function requireOneKind(where: string, column: Column): void {
  const cells = column.toArray();
  const text = cells.findIndex((cell) => typeof cell === 'string');
  if (text < 0) return;
  const other = cells.findIndex((cell) => cell !== null && typeof cell !== 'string');
  throw new DataError({
    where,
    problem: `column \`${column.name}\` must hold texts only or numbers only, received ${describe(cells[text])} in row ${text} and ${describe(cells[other])} in row ${other}`,
    fix: 'turn all of its values into texts, for example with String(value)',
  });
}
