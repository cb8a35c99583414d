import { ArgumentError, describe } from '@myelin/core';
import type { Cell, Column } from '@myelin/table';
import { partiallySort } from '../arithmetic/partially-sort.ts';
import { median } from '../arithmetic/quantiles.ts';
import { compareCells } from '../input/compare-cells.ts';
import type { Matrix } from '../input/matrix.ts';
import { areNothing, type MissingValues } from './missing-values.ts';

/** What is worked out from the values of a column that are not missing; they come in a list that is used again. */
export type Statistic = (values: Float64Array) => number;

/** The mean of each column; null where all is missing, or the sum is too large for a number. */
export function meansOf(
  { rows, columns, data }: Matrix,
  missing: MissingValues,
): (number | null)[] {
  const isNothing = areNothing(missing);
  const sums = new Float64Array(columns);
  const counts = new Float64Array(columns);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const value = data[at] as number;
      if (isNothing ? Number.isNaN(value) : value === missing) continue;
      sums[column] = (sums[column] as number) + value;
      counts[column] = (counts[column] as number) + 1;
    }
  }
  return Array.from(sums, (sum, column) => {
    const mean = sum / (counts[column] as number);
    return Number.isFinite(mean) ? mean : null;
  });
}

/** A statistic of each column; null where it is NaN. */
export function statisticsOf(
  { rows, columns, data }: Matrix,
  missing: MissingValues,
  statistic: Statistic,
): (number | null)[] {
  const isNothing = areNothing(missing);
  const values = new Float64Array(rows);
  return Array.from({ length: columns }, (_, column) => {
    let count = 0;
    for (let row = 0, at = column; row < rows; row++, at += columns) {
      const value = data[at] as number;
      if (isNothing ? Number.isNaN(value) : value === missing) continue;
      values[count++] = value;
    }
    const made: unknown = statistic(values.subarray(0, count));
    if (typeof made === 'number') return Number.isNaN(made) ? null : made;
    throw new ArgumentError({
      where: 'SimpleImputer.fit',
      problem: `\`strategy\` must return a number, received ${describe(made)}`,
      fix: 'return for example the first of the values: (values) => values[0] ?? 0',
    });
  });
}

/** The middle of the values, or half the sum of both middle ones. It changes their order. */
export function medianOf(values: Float64Array): number {
  const half = values.length >> 1;
  return median(partiallySort(values, half === 0 ? [0] : [half - 1, half]));
}

/** Different values that are counted by a map; where there are more, sorting them is faster. */
const MOST_COUNTED = 4096;

/** The value that comes most often, the smallest of several. It may change their order. */
export function mostFrequentNumber(values: Float64Array): number {
  const places = new Map<number, number>();
  const counts = new Float64Array(MOST_COUNTED);
  for (const value of values) {
    let place = places.get(value);
    if (place === undefined) {
      if (places.size === MOST_COUNTED) return mostFrequentSorted(values.sort());
      place = places.size;
      places.set(value, place);
    }
    counts[place] = (counts[place] as number) + 1;
  }
  let best = Number.NaN;
  let most = 0;
  for (const [value, place] of places) {
    const count = counts[place] as number;
    if (count < most || (count === most && value >= best)) continue;
    best = value;
    most = count;
  }
  return best;
}

function mostFrequentSorted(values: Float64Array): number {
  let best = Number.NaN;
  let most = 0;
  for (let start = 0, at = 1; at <= values.length; at++) {
    if (at < values.length && values[at] === values[start]) continue;
    if (at - start > most) {
      most = at - start;
      best = values[start] as number;
    }
    start = at;
  }
  return best;
}

/** The cell that comes most often, the first in order of several; null where all are missing. */
export function mostFrequentCell(column: Column, missing: MissingValues): Cell {
  const isNothing = areNothing(missing);
  const counts = new Map<Cell, number>();
  for (let row = 0; row < column.length; row++) {
    const cell = column.cell(row);
    if (isNothing ? cell === null : cell === missing) continue;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  let best: Cell = null;
  let most = 0;
  for (const [cell, count] of counts) {
    if (count < most || (count === most && compareCells(cell, best) >= 0)) continue;
    best = cell;
    most = count;
  }
  return best;
}
