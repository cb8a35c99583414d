import type { Matrix } from '../input/matrix.ts';
import type { Tabular } from '../input/tabular.ts';
import { areNothing, type MissingValues } from './missing-values.ts';

/** 1 where a value of the column at that place is missing. */
export function missingIn(x: Tabular, place: number, missingValues: MissingValues): Uint8Array {
  const missing = new Uint8Array(x.rows);
  if (x.isMatrix) {
    const { data, columns } = x.matrix;
    const isNothing = areNothing(missingValues);
    for (let row = 0, at = place; row < missing.length; row++, at += columns) {
      const value = data[at] as number;
      missing[row] = (isNothing ? Number.isNaN(value) : value === missingValues) ? 1 : 0;
    }
    return missing;
  }
  const column = x.columns[place];
  if (!column) return missing;
  const isNothing = areNothing(missingValues);
  for (let row = 0; row < missing.length; row++) {
    const found = isNothing ? column.isMissing(row) : column.cell(row) === missingValues;
    missing[row] = found ? 1 : 0;
  }
  return missing;
}

/** How many values of each column are missing. */
export function missingCounts(x: Tabular, missingValues: MissingValues): Float64Array {
  const counts = new Float64Array(x.width);
  if (!x.isMatrix) {
    return counts.map((_, place) =>
      missingIn(x, place, missingValues).reduce((sum, isMissing) => sum + isMissing, 0),
    );
  }
  const { data, rows, columns } = x.matrix;
  const isNothing = areNothing(missingValues);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let place = 0; place < columns; place++, at++) {
      const value = data[at] as number;
      if (isNothing ? Number.isNaN(value) : value === missingValues) {
        counts[place] = (counts[place] as number) + 1;
      }
    }
  }
  return counts;
}

/** Places of the columns in which a value is missing. */
export function placesWithMissing(x: Tabular, missingValues: MissingValues): number[] {
  const counts = missingCounts(x, missingValues);
  return x.names.map((_, place) => place).filter((place) => (counts[place] as number) > 0);
}

/**
 * Writes 1 where a value is missing in the columns at `features`, into the last columns of `made`, which are 0.
 *
 * @param begin - Place of the first of them.
 */
export function writeIndicators(
  x: Tabular,
  missingValues: MissingValues,
  features: readonly number[],
  made: Matrix,
  begin: number,
): void {
  if (features.length === 0) return;
  if (!x.isMatrix) {
    for (const [i, place] of features.entries()) {
      const missing = missingIn(x, place, missingValues);
      for (let row = 0, to = begin + i; row < x.rows; row++, to += made.columns) {
        made.data[to] = missing[row] as number;
      }
    }
    return;
  }
  const { data, rows, columns } = x.matrix;
  const places = Int32Array.from(features);
  const isNothing = areNothing(missingValues);
  for (let row = 0; row < rows; row++) {
    const from = row * columns;
    const to = row * made.columns + begin;
    for (let i = 0; i < places.length; i++) {
      const value = data[from + (places[i] as number)] as number;
      if (isNothing ? Number.isNaN(value) : value === missingValues) made.data[to + i] = 1;
    }
  }
}
