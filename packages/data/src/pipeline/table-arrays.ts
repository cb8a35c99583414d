import { ArgumentError, type NdArray, requireOneOf } from '@myelin/core';
import type { Column, Table } from '@myelin/table';
import type { DataArray } from './arrays.ts';

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

/** The options of {@link FromTableOptions}. */
export const TABLE_OPTIONS = ['features', 'target', 'sampleWeight', 'form'] as const;

/** The arrays of all rows. */
export interface TableArrays {
  readonly x: DataArray | Record<string, DataArray>;
  readonly y?: DataArray;
  readonly sampleWeight?: NdArray;
}

/**
 * The arrays of a table: features, targets and weights.
 *
 * @throws {@link ArgumentError} a column is not there. {@link DataError} a column of texts is to be a number, or a text is missing.
 */
export function tableArrays(where: string, table: Table, options: FromTableOptions): TableArrays {
  const { target, sampleWeight } = options;
  const form = requireForm(where, options.form);
  const features = options.features ?? remaining(table, [target ?? [], sampleWeight ?? []].flat());
  if (features.length === 0) throw noColumnError(where, 'features', table.columnNames);
  if (target?.length === 0) throw noColumnError(where, 'target', table.columnNames);
  return {
    x: form === 'record' ? recordOf(table, features) : matrixOf(table, features),
    ...(target !== undefined && {
      y: typeof target === 'string' ? arrayOf(table.column(target)) : matrixOf(table, target),
    }),
    ...(sampleWeight !== undefined && {
      sampleWeight: table.column(sampleWeight).toNdArray().astype('float32'),
    }),
  };
}

export const requireForm = (where: string, form: FeatureForm = 'array'): FeatureForm =>
  requireOneOf(where, 'form', form, ['array', 'record']);

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

const noColumnError = (where: string, option: string, names: readonly string[]): ArgumentError =>
  new ArgumentError({
    where,
    problem: `\`${option}\` must name at least one column, received none of ${names.join(', ') || 'no columns'}`,
    fix:
      option === 'features'
        ? 'leave a column that is neither target nor weight'
        : `name one, or leave \`${option}\` out`,
  });
