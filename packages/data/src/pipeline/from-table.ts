import {
  ArgumentError,
  describe,
  type NdArray,
  requireKnownOptions,
  requireOneOf,
  type StringArray,
} from '@myelin/core';
import { type Column, type ColumnName, type Row, Table } from '@myelin/table';
import type { Arrays, DataArray } from './arrays.ts';
import { commonRows } from './common-rows.ts';
import { Dataset } from './dataset.ts';
import { rowsSource } from './rows-source.ts';

/** How the features of a row come: as one array of numbers, or as a record with one scalar for each column. */
export type FeatureForm = 'array' | 'record';

export interface FromTableOptions<Name extends string = string> {
  /** Columns that the model is given, in that order. @defaultValue all that are not named elsewhere */
  readonly features?: readonly Name[];
  /** Column of the targets; a list of columns makes one array of them. @defaultValue none */
  readonly target?: Name | readonly Name[];
  /** Column that says how much each row counts. @defaultValue none */
  readonly sampleWeight?: Name;
  /** @defaultValue `'array'` */
  readonly form?: FeatureForm;
}

/** The array that a column becomes: texts where it holds any. */
export type ColumnArray<Cell> = [Extract<Cell, string>] extends [never] ? NdArray : StringArray;

/** The elements of a table. */
export interface TableExample<X extends Arrays, Y extends Arrays> {
  readonly x: X;
  readonly y: Y;
  readonly sampleWeight?: NdArray;
}

type RecordOf<R extends Row, Name> = {
  readonly [N in Extract<Name, ColumnName<R>>]: ColumnArray<R[N]>;
};

/** The element type that options lead to. */
export type TableElement<R extends Row, Options> =
  TableExample<
    Options extends { readonly form: 'record' } ? RecordOf<R, FeatureNames<R, Options>> : NdArray,
    Options extends { readonly target: infer Target }
      ? Target extends ColumnName<R>
        ? ColumnArray<R[Target]>
        : NdArray
      : never
  > extends infer Element
    ? Options extends { readonly target: unknown }
      ? Element
      : Omit<Element, 'y'>
    : never;

type FeatureNames<R extends Row, Options> = Options extends {
  readonly features: readonly (infer Name)[];
}
  ? Name
  : Exclude<ColumnName<R>, Named<Options, 'target'> | Named<Options, 'sampleWeight'>>;

type Named<Options, Key extends string> =
  Options extends Readonly<Record<Key, infer Name>>
    ? Name extends readonly (infer One)[]
      ? One
      : Name
    : never;

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
  requireKnownOptions(where, given, ['features', 'target', 'sampleWeight', 'form']);
  const { form = 'array', target, sampleWeight } = given;
  requireOneOf(where, 'form', form, ['array', 'record']);
  const features = given.features ?? remaining(table, [target ?? [], sampleWeight ?? []].flat());
  if (features.length === 0) throw noFeaturesError(table);
  const any = table as unknown as Table;
  const arrays = {
    x: form === 'record' ? recordOf(any, features) : matrixOf(any, features),
    ...(target !== undefined && {
      y: typeof target === 'string' ? arrayOf(any.column(target)) : matrixOf(any, target),
    }),
    ...(sampleWeight !== undefined && {
      sampleWeight: any.column(sampleWeight).toNdArray().astype('float32'),
    }),
  };
  const { count, order } = commonRows(where, arrays);
  return new Dataset(rowsSource(count, { arrays, order })) as unknown as Dataset<
    TableElement<R, Options>
  >;
}

const remaining = (
  { columnNames }: { readonly columnNames: readonly string[] },
  named: readonly string[],
): readonly string[] => columnNames.filter((name) => !named.includes(name));

const matrixOf = (table: Table, names: readonly string[]): NdArray =>
  table.toNdArray(...names).astype('float32');

const recordOf = (table: Table, names: readonly string[]): Record<string, DataArray> =>
  Object.fromEntries(names.map((name) => [name, arrayOf(table.column(name))]));

const arrayOf = (column: Column): DataArray =>
  column.kind === 'text' || column.kind === 'mixed'
    ? column.toStringArray()
    : column.toNdArray().astype('float32');

function requireTable(table: unknown): void {
  if (table instanceof Table) return;
  throw new ArgumentError({
    where,
    problem: `\`table\` must be a Table, received ${describe(table)}`,
    fix: 'make one of rows with fromRows(rows), or of columns with table({ size: [50, 80] })',
  });
}

function noFeaturesError({
  columnNames,
}: {
  readonly columnNames: readonly string[];
}): ArgumentError {
  return new ArgumentError({
    where,
    problem: `\`features\` must name at least one column, received none of ${columnNames.join(', ') || 'no columns'}`,
    fix: 'leave a column that is neither target nor weight',
  });
}
