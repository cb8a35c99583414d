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

/** Places of the columns in which a value is missing. */
export function placesWithMissing(x: Tabular, missingValues: MissingValues): number[] {
  const places = Array.from({ length: x.width }, (_, place) => place);
  return places.filter((place) => missingIn(x, place, missingValues).includes(1));
}
