/** Summaries of columns. */

import { Column } from '../column.ts';
import { columnFrom } from '../column-from.ts';
import { valueCounts } from './value-counts.ts';

const OF_NUMBERS = ['count', 'mean', 'std', 'min', '25%', '50%', '75%', 'max'];
const OF_TEXTS = ['count', 'unique', 'top', 'freq'];

/**
 * A column `statistic` that names them, and a column for each that is described: those with numbers if there are any, else the others.
 *
 * @source pandas 3.1 `DataFrame.describe`: `std` divides by n - 1, quartiles are interpolated linearly (Hyndman & Fan 1996, type 7)
 */
export function describeColumns(columns: readonly Column[]): Column[] {
  const numeric = columns.filter(({ kind }) => kind === 'number');
  if (numeric.length > 0) {
    return [new Column('statistic', 'text', OF_NUMBERS), ...numeric.map(numberSummary)];
  }
  return [new Column('statistic', 'text', OF_TEXTS), ...columns.map(textSummary)];
}

function numberSummary(column: Column): Column {
  const sorted = column.numbers.filter((value) => !Number.isNaN(value)).sort();
  const count = sorted.length;
  const mean = sumOf(sorted) / count;
  const squares = sorted.map((value) => (value - mean) ** 2);
  const deviation = count > 1 ? Math.sqrt(sumOf(squares) / (count - 1)) : Number.NaN;
  const quantiles = [0, 0.25, 0.5, 0.75, 1].map((fraction) => quantile(sorted, fraction));
  return new Column(column.name, 'number', Float64Array.of(count, mean, deviation, ...quantiles));
}

function textSummary(column: Column): Column {
  const counts = valueCounts(column, false);
  const [top = null, frequency = null] = counts.entries().next().value ?? [];
  const count = column.length - column.missingCount;
  const cells = [count, counts.size, top, frequency];
  return columnFrom('Table.describe', column.name, cells);
}

function quantile(sorted: Float64Array, fraction: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = fraction * (sorted.length - 1);
  const below = Math.floor(place);
  const lower = sorted[below] as number;
  const upper = sorted[below + 1] ?? lower;
  const part = place - below;
  if (part === 0 || lower === upper) return lower;
  // From the nearer end, as numpy does.
  const difference = upper - lower;
  return part >= 0.5 ? upper - difference * (1 - part) : lower + difference * part;
}

/** With the rounding errors added at the end (Neumaier 1974). */
function sumOf(values: Float64Array): number {
  let sum = 0;
  let error = 0;
  for (const value of values) {
    const next = sum + value;
    error += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + error : sum;
}
