import { ArgumentError, DataError, describe, type Resolved } from '@myelin/core';
import type { Cell } from '@myelin/table';
import type { Tabular } from '../input/tabular.ts';
import {
  meansOf,
  medianOf,
  mostFrequentCell,
  mostFrequentNumber,
  statisticsOf,
} from './column-fills.ts';
import { missingCounts } from './missing-in.ts';
import type { SimpleImputerOptions } from './simple-imputer.ts';

type Options = Pick<
  Resolved<SimpleImputerOptions>,
  'strategy' | 'fillValue' | 'missingValues' | 'keepEmptyFeatures'
>;

/** What missing values of each column become; null where there is no value to learn from, and the column is not kept. */
export function fillsOf(x: Tabular, isNumeric: boolean, options: Options): Cell[] {
  const { strategy, missingValues, keepEmptyFeatures } = options;
  if (strategy === 'constant') return constants(x, isNumeric, options);
  const fills: Cell[] = isNumeric
    ? numericFills(x, options)
    : x.columns.map((column) => mostFrequentCell(column, missingValues));
  const isOwn = typeof strategy === 'function';
  return keepEmptyFeatures && !isOwn ? fills.map((fill) => fill ?? 0) : fills;
}

function numericFills(x: Tabular, { strategy, missingValues }: Options): Cell[] {
  if (typeof strategy === 'function') return statisticsOf(x.matrix, missingValues, strategy);
  if (strategy === 'mean') return meansOf(x.matrix, missingValues);
  const statistic = strategy === 'median' ? medianOf : mostFrequentNumber;
  return statisticsOf(x.matrix, missingValues, statistic);
}

function constants(x: Tabular, isNumeric: boolean, options: Options): Cell[] {
  const { fillValue, missingValues, keepEmptyFeatures } = options;
  if (isNumeric && typeof fillValue === 'string') {
    throw new DataError({
      where: 'SimpleImputer.fit',
      problem: `\`fillValue\` must be a number for columns of numbers, received ${JSON.stringify(fillValue)}`,
      fix: 'pass a number, or leave `fillValue` out for 0',
    });
  }
  const missing = missingCounts(x, missingValues);
  return x.names.map((_, place) => {
    if (!keepEmptyFeatures && missing[place] === x.rows) return null;
    if (fillValue !== null) return fillValue;
    return isNumeric || x.columns[place]?.kind === 'number' ? 0 : 'missing_value';
  });
}

/** The option `fillValue`: a value that is not missing, or null for none. @throws {@link ArgumentError} */
export function requireFill(value: unknown): void {
  const isCell = ['number', 'string', 'boolean'].includes(typeof value) && !Number.isNaN(value);
  if (value === null || isCell) return;
  throw new ArgumentError({
    where: 'SimpleImputer',
    problem: `\`fillValue\` must be a number, a text, true, false or null, received ${describe(value)}`,
    fix: "pass for example { strategy: 'constant', fillValue: 0 }",
  });
}
