import { ArgumentError, describe } from '@myelin/core';
import type { Cell, Column } from '@myelin/table';
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
      fix: 'return for example the smallest of the values: (values) => Math.min(...values)',
    });
  });
}

/** The middle of the values, or half the sum of both middle ones. It sorts them. */
export function medianOf(values: Float64Array): number {
  if (values.length === 0) return Number.NaN;
  values.sort();
  const half = values.length >> 1;
  const low = values.length % 2 === 1 ? half : half - 1;
  return ((values[low] as number) + (values[half] as number)) / 2;
}

/** The value that comes most often, the smallest of several. It sorts them. */
export function mostFrequentNumber(values: Float64Array): number {
  values.sort();
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
