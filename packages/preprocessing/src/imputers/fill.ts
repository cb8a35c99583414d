import { type Cell, Column, columnFrom } from '@myelin/table';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import type { Tabular } from '../input/tabular.ts';
import { missingIn } from './missing-in.ts';
import { areNothing, type MissingValues } from './missing-values.ts';

/** What comes of rows that are filled. */
export interface FillPlan {
  /** What missing values of each column become. */
  readonly statistics: readonly Cell[];
  /** Places of the columns that come out. */
  readonly kept: readonly number[];
  /** Places of the columns that get an indicator. */
  readonly features: readonly number[];
  readonly missingValues: MissingValues;
}

/** Numbers, filled, with the indicators behind them. */
export function fillMatrix(x: Tabular, plan: FillPlan): Matrix {
  const { statistics, kept, features, missingValues } = plan;
  const { rows, columns, data } = x.matrix;
  const made = newMatrix(rows, kept.length + features.length);
  const places = Int32Array.from(kept);
  const fills = Float64Array.from(kept, (place) => Number(statistics[place] ?? Number.NaN));
  const isNothing = areNothing(missingValues);
  for (let row = 0; row < rows; row++) {
    const from = row * columns;
    const to = row * made.columns;
    for (let i = 0; i < places.length; i++) {
      const value = data[from + (places[i] as number)] as number;
      const isMissing = isNothing ? Number.isNaN(value) : value === missingValues;
      made.data[to + i] = isMissing ? (fills[i] as number) : value;
    }
  }
  for (const [i, place] of features.entries()) {
    const missing = missingIn(x, place, missingValues);
    for (let row = 0, at = kept.length + i; row < rows; row++, at += made.columns) {
      made.data[at] = missing[row] as number;
    }
  }
  return made;
}

/** Columns of any kind, filled, with the indicators behind them. */
export function fillColumns(x: Tabular, plan: FillPlan): Column[] {
  const { statistics, kept, features, missingValues } = plan;
  const filled = kept.map((place) => {
    const column = x.columns[place] as Column;
    const missing = missingIn(x, place, missingValues);
    return missing.includes(1) ? filledColumn(column, missing, statistics[place] ?? null) : column;
  });
  const indicators = features.map(
    (place) => new Column('', 'number', Float64Array.from(missingIn(x, place, missingValues))),
  );
  return [...filled, ...indicators];
}

function filledColumn(column: Column, missing: Uint8Array, fill: Cell): Column {
  const cells = Array.from(missing, (isMissing, row) => (isMissing ? fill : column.cell(row)));
  return columnFrom('SimpleImputer.transform', column.name, cells);
}
