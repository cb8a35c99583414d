/**
 * A small table: columns of one length, each of one kind. Nothing is changed in place: every operation gives a new table, which
 * shares the columns that stay as they are.
 */

import { ArgumentError, DataError, NdArray, ShapeError, suggestion } from '@myelin/core';
import type { AnyTable } from './any-table.ts';
import type { Cell, Row } from './cell.ts';
import type { Column } from './column.ts';
import { type ColumnValues, columnFrom } from './column-from.ts';

/** Names of the columns of a table with such rows. */
export type ColumnName<R extends Row> = Extract<keyof R, string>;

export class Table<R extends Row = Row> implements AnyTable {
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

  get columnNames(): ColumnName<R>[] {
    return this.columns.map(({ name }) => name) as ColumnName<R>[];
  }

  /** `[rows, columns]` */
  get shape(): readonly [rows: number, columns: number] {
    return [this.length, this.columns.length];
  }

  has(name: string): name is ColumnName<R> {
    return this.#byName.has(name);
  }

  /** @throws {@link ArgumentError} there is no such column; a near miss is answered with a suggestion. */
  column<N extends ColumnName<R>>(name: N): Column<R[N]> {
    const column = this.#byName.get(name);
    if (column) return column as Column<R[N]>;
    throw this.#unknown('Table.column', name);
  }

  /** One row as an object; a negative index counts from the end. */
  row(index: number): R {
    const at = index < 0 ? index + this.length : index;
    if (Number.isInteger(at) && at >= 0 && at < this.length) return this.#rowAt(at);
    throw new ArgumentError({
      where: 'Table.row',
      problem: `an index must be a whole number from ${-this.length} to ${this.length - 1}, received ${index}`,
      fix: 'check the index against the number of rows',
    });
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
    for (let i = 0; i < indices.length; i++) {
      const index = indices[i] as number;
      if (Number.isInteger(index) && index >= 0 && index < this.length) continue;
      throw new ArgumentError({
        where: 'Table.take',
        problem: `an index must be a whole number from 0 to ${this.length - 1}, received ${index}`,
        fix: 'check the indices against the number of rows',
      });
    }
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
    const column = columnFrom('Table.with', name, given);
    const columns = this.has(name)
      ? this.columns.map((old) => (old.name === name ? column : old))
      : [...this.columns, column];
    return new Table(columns);
  }

  /**
   * The numbers of the named columns, or of all, as a float64 array `[rows, columns]`, NaN where missing; booleans are 0 and 1.
   *
   * @throws {@link DataError} a column holds texts.
   */
  toNdArray(...names: readonly ColumnName<R>[]): NdArray {
    const columns = names.length > 0 ? this.select(...names).columns : this.columns;
    const width = columns.length;
    const data = new Float64Array(this.length * width);
    for (const [at, column] of columns.entries()) {
      const { numbers } = column;
      for (let row = 0; row < numbers.length; row++)
        data[row * width + at] = numbers[row] as number;
    }
    return new NdArray(data, [this.length, width]);
  }

  #rowAt(index: number): R {
    const row: Record<string, Cell> = {};
    for (const column of this.columns) row[column.name] = column.cell(index);
    return row as R;
  }

  #take(indices: ArrayLike<number>): Table<R> {
    return this.#like(this.columns.map((column) => column.take(indices)));
  }

  #like<S extends Row = R>(columns: readonly Column[]): Table<S> {
    return new Table<S>(columns);
  }

  #find(where: string, name: string): Column {
    const column = this.#byName.get(name);
    if (column) return column;
    throw this.#unknown(where, name);
  }

  #unknown(where: string, name: string): ArgumentError {
    const near = suggestion(String(name), this.columnNames);
    return new ArgumentError({
      where,
      problem: `there is no column \`${name}\``,
      fix: near ? `did you mean \`${near}\`` : `use one of ${this.columnNames.join(', ')}`,
    });
  }
}

function requireTable(columns: readonly Column[]): void {
  const [first] = columns;
  const names = new Set<string>();
  for (const { name, length } of columns) {
    if (name === '__proto__') {
      throw new DataError({
        where: 'Table',
        problem: 'a column cannot be named `__proto__`',
        fix: 'rename it',
      });
    }
    if (names.has(name)) {
      throw new ArgumentError({
        where: 'Table',
        problem: `two columns have the name \`${name}\``,
        fix: 'rename one of them',
      });
    }
    names.add(name);
    if (length === first?.length) continue;
    throw new ShapeError({
      where: 'Table',
      problem: `all columns must have equally many rows, received ${first?.length} in \`${first?.name}\` and ${length} in \`${name}\``,
      fix: 'pass one value for each row',
    });
  }
}
