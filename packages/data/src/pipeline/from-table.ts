import { ArgumentError, describe, requireKnownOptions } from '@myelin/core';
import { type ColumnName, type Row, Table } from '@myelin/table';
import { commonRows } from './common-rows.ts';
import { Dataset } from './dataset.ts';
import { rowsSource } from './rows-source.ts';
import { type FromTableOptions, TABLE_OPTIONS, tableArrays } from './table-arrays.ts';
import type { TableElement } from './table-element.ts';

const where = 'fromTable';

/**
 * A data set whose elements are the rows of a table: `x` holds the features, `y` the target.
 *
 * Numbers and booleans become `float32`, NaN where missing. Texts need `form: 'record'`, in which each column is an array of its
 * own, as `FeatureSpace` and models with named inputs take them.
 *
 * @throws {@link ArgumentError} a column is not there; a near miss is answered with a suggestion.
 * @throws {@link DataError} a column of texts is to be a number, or a text is missing.
 * @example
 * fromTable(table({ size: [50, 80], rooms: [2, 3], price: [1.5, 2.5] }), { target: 'price' }).batch(2)
 * // x of [2, 2], y of [2]
 */
export function fromTable<
  R extends Row,
  const Options extends FromTableOptions<ColumnName<R>> = Record<never, never>,
>(table: Table<R>, options?: Options): Dataset<TableElement<R, Options>> {
  requireTable(table);
  const given: FromTableOptions = options ?? {};
  requireKnownOptions(where, given, TABLE_OPTIONS);
  const arrays = tableArrays(where, table, given);
  const { count, order } = commonRows(where, arrays);
  return new Dataset(rowsSource(count, { arrays, order })) as Dataset<TableElement<R, Options>>;
}

function requireTable(table: unknown): void {
  if (table instanceof Table) return;
  throw new ArgumentError({
    where,
    problem: `\`table\` must be a Table, received ${describe(table)}`,
    fix: 'make one of rows with fromRows(rows), or of columns with table({ size: [50, 80] })',
  });
}
