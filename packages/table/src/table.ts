/**
 * A small table: columns of one length, each of one kind. Nothing is changed in place: every operation gives a new table, which
 * shares the columns that stay as they are.
 */

import { type NdArray, permutation, requireWholeNumber, seedOr } from '@myelin/core';
import type { Cell, Row } from './cell.ts';
import type { Column } from './column.ts';
import { type ColumnValues, columnFrom } from './column-from.ts';
import { describeColumns } from './operations/describe-columns.ts';
import { filledColumn } from './operations/filled-column.ts';
import { joinedColumn } from './operations/joined-column.ts';
import { matrixOf } from './operations/matrix-of.ts';
import { type Replacements, replacedColumn } from './operations/replaced-column.ts';
import { sortedOrder } from './operations/sorted-order.ts';
import {
  requireIndex,
  requireIndices,
  requireSameColumns,
  requireTable,
  unknownColumn,
} from './operations/table-checks.ts';
import { valueCounts } from './operations/value-counts.ts';
import { type PrintOptions, printTable } from './printing/print-table.ts';

/** Names of the columns of a table with such rows. */
export type ColumnName<R extends Row> = Extract<keyof R, string>;

/** Rows in which these columns have no missing values. */
export type Present<R extends Row, N extends keyof R> = {
  readonly [K in keyof R]: K extends N ? Exclude<R[K], null> : R[K];
};

/** Rows with other names of columns. */
export type Renamed<R extends Row, Names> = {
  readonly [K in keyof R as K extends keyof Names
    ? Names[K] extends string
      ? Names[K]
      : K
    : K]: R[K];
};

export interface SortOptions {
  /** @defaultValue `false` */
  readonly descending?: boolean;
}

export interface ValueCountsOptions {
  /** Whether to give fractions of the whole. @defaultValue `false` */
  readonly normalize?: boolean;
}

export interface RowSampleOptions {
  /** Whole number that fixes which rows. The next one of `setRandomSeed` without it. */
  readonly seed?: number | null;
}

export class Table<out R extends Row = Row> {
  /** The columns in their order. */
  readonly columns: readonly Column[];
  /** Number of rows. */
  readonly length: number;
  readonly #byName: ReadonlyMap<string, Column>;

  /**
   * @throws {@link ShapeError} columns differ in length. {@link ArgumentError} two have one name.
   */
  constructor(columns: readonly Column[]) {
    this.columns = columns;
    this.length = columns[0]?.length ?? 0;
    this.#byName = new Map(columns.map((column) => [column.name, column]));
    requireTable(columns);
  }

  get columnNames(): string[] {
    return this.columns.map(({ name }) => name);
  }

  /** `[rows, columns]` */
  get shape(): readonly [rows: number, columns: number] {
    return [this.length, this.columns.length];
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** @throws {@link ArgumentError} there is no such column; a near miss is answered with a suggestion. */
  column<N extends ColumnName<R>>(name: N): Column<R[N]> {
    return this.#find('Table.column', name) as Column<R[N]>;
  }

  /** One row as an object; a negative index counts from the end. */
  row(index: number): R {
    return this.#rowAt(requireIndex('Table.row', index, this.length));
  }

  /** The rows as objects, made one by one. */
  *rows(): Generator<R> {
    for (let i = 0; i < this.length; i++) yield this.#rowAt(i);
  }

  /** The rows as objects. */
  toRows(): R[] {
    return [...this.rows()];
  }

  /** The columns as lists. */
  toColumns(): { [N in ColumnName<R>]: R[N][] } {
    return Object.fromEntries(this.columns.map((column) => [column.name, column.toArray()])) as {
      [N in ColumnName<R>]: R[N][];
    };
  }

  /** Only these columns, in this order. @throws as {@link column} */
  select<N extends ColumnName<R>>(...names: readonly N[]): Table<Pick<R, N>> {
    return new Table(names.map((name) => this.#find('Table.select', name)));
  }

  /** All columns but these: a new table, this one keeps them. @throws as {@link column} */
  drop<N extends ColumnName<R>>(...names: readonly N[]): Table<Omit<R, N>> {
    const dropped = new Set<Column>(names.map((name) => this.#find('Table.drop', name)));
    return this.#like(this.columns.filter((column) => !dropped.has(column)));
  }

  /** The rows for which `keep` answers true. */
  filter(keep: (row: R, index: number) => boolean): Table<R> {
    const indices: number[] = [];
    for (let i = 0; i < this.length; i++) if (keep(this.#rowAt(i), i)) indices.push(i);
    return this.#take(indices);
  }

  /** The rows at `indices`, in that order; an index may come more than once. */
  take(indices: ArrayLike<number>): Table<R> {
    requireIndices('Table.take', indices, this.length);
    return this.#take(indices);
  }

  /** Rows `begin` up to but not including `end`; negative ones count from the end. */
  slice(begin: number, end: number = this.length): Table<R> {
    const clamp = (i: number): number =>
      Math.min(Math.max(i < 0 ? i + this.length : i, 0), this.length);
    const from = clamp(begin);
    const to = Math.max(from, clamp(end));
    return this.#like(this.columns.map((column) => column.slice(from, to)));
  }

  /**
   * The table with that column added, or replaced where there is one of that name.
   *
   * @param values - One for each row, or a function that works them out from the rows.
   * @throws {@link ShapeError} there are more or fewer values than rows.
   */
  with<N extends string, C extends Cell>(
    name: N,
    values: ColumnValues | ((row: R, index: number) => C),
  ): Table<Omit<R, N> & { readonly [K in N]: C }> {
    const given =
      typeof values === 'function'
        ? Array.from({ length: this.length }, (_, i) => values(this.#rowAt(i), i))
        : values;
    return this.#replacing(columnFrom('Table.with', name, given));
  }

  /** The table with other names of columns. @throws as {@link column} */
  rename<const Names extends { readonly [N in ColumnName<R>]?: string }>(
    names: Names,
  ): Table<Renamed<R, Names>> {
    for (const old of Object.keys(names)) this.#find('Table.rename', old);
    const given = new Map<string, unknown>(Object.entries(names));
    return this.#like(
      this.columns.map((column) => {
        const name = given.get(column.name);
        return typeof name === 'string' ? column.renamed(name) : column;
      }),
    );
  }

  /**
   * The table with each value of a column turned into another; `change` gets null where one is missing.
   *
   * @example
   * table({ Sex: ['male', 'female'] }).map('Sex', (sex) => (sex === 'male' ? 1 : 0)).toRows()
   * // => [{ Sex: 1 }, { Sex: 0 }]
   */
  map<N extends ColumnName<R>, C extends Cell>(
    name: N,
    change: (value: R[N], row: number) => C,
  ): Table<Omit<R, N> & { readonly [K in N]: C }> {
    const cells = (this.#find('Table.map', name) as Column<R[N]>).toArray().map(change);
    return this.#replacing(columnFrom('Table.map', name, cells));
  }

  /**
   * The table with some values of a column replaced; the others stay as they are.
   *
   * @param replacements - New values by old ones, as a Map or an object: `{ male: 1, female: 0 }`.
   */
  replace<N extends ColumnName<R>, C extends Cell>(
    name: N,
    replacements: Replacements<C>,
  ): Table<Omit<R, N> & { readonly [K in N]: R[N] | C }> {
    return this.#replacing(replacedColumn(this.#find('Table.replace', name), replacements));
  }

  /** The first rows. */
  head(count = 5): Table<R> {
    return this.slice(0, requireWholeNumber('Table.head', 'count', count, { min: 0 }));
  }

  /** The last rows. */
  tail(count = 5): Table<R> {
    requireWholeNumber('Table.tail', 'count', count, { min: 0 });
    return this.slice(Math.max(0, this.length - count));
  }

  /** Rows in the order of one column, or of several of which the first counts most; missing values come last. */
  sort(
    by: ColumnName<R> | readonly ColumnName<R>[],
    { descending = false }: SortOptions = {},
  ): Table<R> {
    const names: readonly string[] = typeof by === 'string' ? [by] : by;
    const columns = names.map((name) => this.#find('Table.sort', name));
    return columns.length === 0 ? this : this.#take(sortedOrder(columns, descending));
  }

  /** The rows of this table and of others with the same columns. @throws {@link ShapeError} they have other columns. */
  concat(...others: readonly Table<R>[]): Table<R> {
    const names = this.columnNames;
    for (const { columnNames } of others) {
      requireSameColumns('Table.concat', names, columnNames);
    }
    return this.#like(
      names.map((name) =>
        joinedColumn(
          'Table.concat',
          [this, ...others].map((one) => one.#find('Table.concat', name)),
        ),
      ),
    );
  }

  /** The rows that have a value in each of the named columns, or in all. */
  dropMissing<N extends ColumnName<R> = ColumnName<R>>(
    ...names: readonly N[]
  ): Table<Present<R, N>> {
    const columns = names.map((name) => this.#find('Table.dropMissing', name));
    const looked = columns.length > 0 ? columns : this.columns;
    const indices: number[] = [];
    for (let i = 0; i < this.length; i++) {
      if (!looked.some((column) => column.isMissing(i))) indices.push(i);
    }
    return this.#like(this.columns.map((column) => column.take(indices)));
  }

  /** The table with values put where some are missing: `fillMissing({ Age: 30 })`. */
  fillMissing<N extends ColumnName<R>>(
    values: {
      readonly [K in N]: Exclude<R[K], null>;
    },
  ): Table<Present<R, N>> {
    const filled = new Map<string, Column>();
    for (const [name, value] of Object.entries<Cell>(values)) {
      filled.set(name, filledColumn(this.#find('Table.fillMissing', name), value));
    }
    return this.#like(this.columns.map((column) => filled.get(column.name) ?? column));
  }

  /** The different values of a column in the order of their first appearance, missing ones left out. */
  unique<N extends ColumnName<R>>(name: N): Exclude<R[N], null>[] {
    return (this.#find('Table.unique', name) as Column<R[N]>).unique();
  }

  /** How often each value of a column comes, the most frequent first; missing ones are not counted. */
  valueCounts<N extends ColumnName<R>>(
    name: N,
    { normalize = false }: ValueCountsOptions = {},
  ): Map<Exclude<R[N], null>, number> {
    return valueCounts(this.#find('Table.valueCounts', name), normalize) as never;
  }

  /**
   * A summary of the named columns, or of all: count, mean, std, min, quartiles and max of those with numbers; where none has,
   * count, unique, top and freq.
   *
   * @source pandas 3.1 `DataFrame.describe`
   */
  describe(...names: readonly ColumnName<R>[]): Table {
    return new Table(describeColumns(this.#selected('Table.describe', names)));
  }

  /** Rows drawn at random, none twice. @throws {@link ArgumentError} there are not so many. */
  sample(count: number, { seed }: RowSampleOptions = {}): Table<R> {
    requireWholeNumber('Table.sample', 'count', count, { min: 0, max: this.length });
    return this.#take(permutation(this.length, seedOr('Table.sample', seed)).slice(0, count));
  }

  /**
   * The numbers of the named columns, or of all, as a float64 array `[rows, columns]`, NaN where missing; booleans are 0 and 1.
   *
   * @throws {@link DataError} a column holds texts.
   */
  toNdArray(...names: readonly ColumnName<R>[]): NdArray {
    return matrixOf(this.#selected('Table.toNdArray', names), this.length);
  }

  /** A readable picture of the first rows: names, kinds, aligned values. */
  toString(options: PrintOptions = {}): string {
    return printTable(this, options);
  }

  /** What Node's console shows. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  #rowAt(index: number): R {
    const row: Record<string, Cell> = {};
    for (const column of this.columns) row[column.name] = column.cell(index);
    return row as R;
  }

  #take(indices: ArrayLike<number>): Table<R> {
    return this.#like(this.columns.map((column) => column.take(indices)));
  }

  #selected(where: string, names: readonly string[]): readonly Column[] {
    return names.length > 0 ? names.map((name) => this.#find(where, name)) : this.columns;
  }

  /** With this column in the place of the one of its name, or at the end. */
  #replacing<S extends Row>(column: Column): Table<S> {
    const { name } = column;
    const columns = this.has(name)
      ? this.columns.map((old) => (old.name === name ? column : old))
      : [...this.columns, column];
    return new Table<S>(columns);
  }

  #like<S extends Row = R>(columns: readonly Column[]): Table<S> {
    return new Table<S>(columns);
  }

  #find(where: string, name: string): Column {
    const column = this.#byName.get(name);
    if (column) return column;
    throw unknownColumn(where, name, this.columnNames);
  }
}
