import { type Cell, Column, columnFrom } from '@myelin/table';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import type { Tabular } from '../input/tabular.ts';
import { missingIn, writeIndicators } from './missing-in.ts';
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
  const out = made.data;
  if (isNothing && made.columns === columns && places.length === columns) {
    for (let row = 0, at = 0; row < rows; row++) {
      for (let i = 0; i < columns; i++, at++) {
        const value = data[at] as number;
        out[at] = Number.isNaN(value) ? (fills[i] as number) : value;
      }
    }
    return made;
  }
  for (let row = 0; row < rows; row++) {
    const from = row * columns;
    const to = row * made.columns;
    for (let i = 0; i < places.length; i++) {
      const value = data[from + (places[i] as number)] as number;
      const isMissing = isNothing ? Number.isNaN(value) : value === missingValues;
      out[to + i] = isMissing ? (fills[i] as number) : value;
    }
  }
  writeIndicators(x, missingValues, features, made, kept.length);
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
  const { name, kind } = column;
  if (kind === 'number' && typeof fill === 'number') {
    const { numbers } = column;
    return new Column(
      name,
      kind,
      numbers.map((value, row) => (missing[row] === 1 ? fill : value)),
    );
  }
  const cells = new Array<Cell>(column.length);
  for (let row = 0; row < cells.length; row++) {
    cells[row] = missing[row] === 1 ? fill : column.cell(row);
  }
  // Texts among texts need not be looked at again to see what kind of column that is.
  if (kind === 'text' && typeof fill === 'string') return new Column(name, kind, cells);
  return columnFrom('SimpleImputer.transform', name, cells);
}
