import {
  ArgumentError,
  describe,
  requireKnownOptions,
  requireOneOf,
  requireOptions,
  suggestion,
} from '@myelin/core';
import type { ColumnKind } from '@myelin/table';
import type { Tabular } from '../input/tabular.ts';

/** Chooses columns when they are known. */
export type ColumnSelector = (columns: readonly ColumnInfo[]) => readonly (string | number)[];

/** What a selector sees of a column. */
export interface ColumnInfo {
  readonly name: string;
  readonly kind: ColumnKind;
}

/** Columns by name or place (negative ones count from the end), one or a list; or a selector. */
export type ColumnSelection<Name extends string = string> =
  | Name
  | number
  | readonly (Name | number)[]
  | ColumnSelector;

/** The places of the chosen columns. @throws {@link ArgumentError} there is no such column. */
export function placesOf(where: string, selection: ColumnSelection, x: Tabular): number[] {
  const chosen = typeof selection === 'function' ? selection(infoOf(x)) : selection;
  const list = Array.isArray(chosen) ? chosen : [chosen];
  return list.map((one: unknown) => {
    if (typeof one === 'number') return placeAt(where, one, x);
    if (typeof one === 'string') return placeNamed(where, one, x);
    throw new ArgumentError({
      where,
      problem: `columns must be chosen by name or place, received ${describe(one)}`,
      fix: "pass for example ['Age', 'Fare']",
    });
  });
}

const infoOf = (x: Tabular): ColumnInfo[] =>
  x.isMatrix
    ? x.names.map((name) => ({ name, kind: 'number' }))
    : x.columns.map(({ name, kind }) => ({ name, kind }));

function placeAt(where: string, place: number, { width }: Tabular): number {
  const at = place < 0 ? place + width : place;
  if (Number.isInteger(at) && at >= 0 && at < width) return at;
  throw new ArgumentError({
    where,
    problem: `a column must be a whole number from ${-width} to ${width - 1}, received ${place}`,
    fix: 'count columns from 0, or use their names',
  });
}

function placeNamed(where: string, name: string, { names }: Tabular): number {
  const place = names.indexOf(name);
  if (place >= 0) return place;
  const near = suggestion(name, names);
  throw new ArgumentError({
    where,
    problem: `there is no column \`${name}\``,
    fix: near ? `did you mean \`${near}\`` : `use one of ${names.slice(0, 20).join(', ')}`,
  });
}

const allKinds: readonly ColumnKind[] = ['number', 'text', 'boolean', 'mixed'];

export interface ColumnSelectorOptions {
  /** Only columns of these kinds. @defaultValue all */
  readonly kind?: ColumnKind | readonly ColumnKind[];
  /** Only columns whose name it matches. @defaultValue all */
  readonly pattern?: RegExp;
}

/**
 * A selector of columns by kind and name, for {@link ColumnTransformer}.
 *
 * @throws {@link ArgumentError} `kind` is none of the kinds, or `pattern` is no regular expression.
 * @source scikit-learn `make_column_selector`
 * @example
 * makeColumnSelector({ kind: 'number' })
 */
export function makeColumnSelector(options: ColumnSelectorOptions = {}): ColumnSelector {
  const where = 'makeColumnSelector';
  requireOptions(where, options);
  requireKnownOptions(where, options, ['kind', 'pattern']);
  const { kind, pattern } = options;
  const kinds = kind === undefined ? undefined : [kind].flat();
  for (const one of kinds ?? []) requireOneOf(where, 'kind', one, allKinds);
  if (pattern !== undefined && !(pattern instanceof RegExp)) {
    throw new ArgumentError({
      where,
      problem: `\`pattern\` must be a regular expression, received ${describe(pattern)}`,
      fix: 'pass for example { pattern: /^price_/ }',
    });
  }
  return (columns) =>
    columns
      .filter((one) => kinds === undefined || kinds.includes(one.kind))
      .filter(({ name }) => pattern === undefined || name.search(pattern) >= 0)
      .map(({ name }) => name);
}
