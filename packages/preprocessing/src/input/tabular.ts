import { DataError, NdArray } from '@myelin/core';
import { Column, Table } from '@myelin/table';
import { type Matrix, newMatrix } from './matrix.ts';

/**
 * Rows of named columns, as transformers hand them on: numbers in one matrix or columns of any kind, and either seen as the
 * other when it is asked for.
 */
export class Tabular {
  readonly names: readonly string[];
  readonly rows: number;
  #matrix: Matrix | undefined;
  #columns: readonly Column[] | undefined;
  /** Who was given them, which messages name. */
  #where: string | undefined;

  private constructor(names: readonly string[], rows: number) {
    this.names = names;
    this.rows = rows;
  }

  static ofMatrix(matrix: Matrix, names: readonly string[]): Tabular {
    const made = new Tabular(names, matrix.rows);
    made.#matrix = matrix;
    return made;
  }

  /**
   * @param rows - Needed where there are no columns.
   * @param where - Who was given them, which messages name.
   */
  static ofColumns(
    columns: readonly Column[],
    rows: number = columns[0]?.length ?? 0,
    where?: string,
  ): Tabular {
    const made = new Tabular(
      columns.map(({ name }) => name),
      rows,
    );
    made.#columns = columns;
    made.#where = where;
    return made;
  }

  /** Number of columns. */
  get width(): number {
    return this.names.length;
  }

  /** The numbers, NaN where missing. @throws {@link DataError} a column holds texts. */
  get matrix(): Matrix {
    this.#matrix ??= matrixOf(this.columns, this.rows, this.#where);
    return this.#matrix;
  }

  /** Whether all of it is numbers already, so that {@link matrix} costs nothing. */
  get isMatrix(): boolean {
    return this.#matrix !== undefined;
  }

  /** Whether all columns are of numbers; booleans and texts are not. */
  get isNumeric(): boolean {
    return this.#columns?.every(({ kind }) => kind === 'number') ?? true;
  }

  get columns(): readonly Column[] {
    this.#columns ??= columnsOf(this.matrix, this.names);
    return this.#columns;
  }

  /** Only the columns at these places, in this order. */
  select(places: readonly number[]): Tabular {
    const names = places.map((place) => this.names[place] as string);
    if (this.#columns) {
      const columns = this.#columns;
      return Tabular.ofColumns(
        places.map((place) => columns[place] as Column),
        this.rows,
        this.#where,
      );
    }
    return Tabular.ofMatrix(selected(this.matrix, places), names);
  }

  /** The same values under other names. */
  renamed(names: readonly string[]): Tabular {
    if (this.#matrix) return Tabular.ofMatrix(this.#matrix, names);
    return Tabular.ofColumns(
      this.columns.map((column, at) => column.renamed(names[at] as string)),
      this.rows,
      this.#where,
    );
  }

  /**
   * A float64 array `[rows, columns]`.
   *
   * @param where - The method that gives it.
   * @param other - The one that gives texts as well.
   * @throws {@link DataError} a column holds texts.
   */
  toNdArray(where: string, other: string): NdArray {
    const text = this.#matrix ? undefined : this.columns.find(holdsTexts);
    if (text === undefined) {
      const { data, rows, columns } = this.matrix;
      return new NdArray(data, [rows, columns]);
    }
    throw new DataError({
      where,
      problem: `an array holds numbers only, and column \`${text.name}\` of what comes out holds texts`,
      fix: `use ${other}(), which gives a table, or encode the texts first`,
    });
  }

  toTable(): Table {
    return new Table(this.columns);
  }
}

const holdsTexts = ({ kind, values }: Column): boolean =>
  (kind === 'text' || kind === 'mixed') && values.some((value) => typeof value === 'string');

function matrixOf(columns: readonly Column[], rows: number, where: string | undefined): Matrix {
  const matrix = newMatrix(rows, columns.length);
  for (const [at, column] of columns.entries()) {
    const numbers = numbersOf(column, where);
    for (let row = 0; row < rows; row++) {
      matrix.data[row * matrix.columns + at] = numbers[row] as number;
    }
  }
  return matrix;
}

/** @throws {@link DataError} naming who was given the column. */
function numbersOf(column: Column, where: string | undefined): Float64Array {
  try {
    return column.numbers;
  } catch (cause) {
    if (where === undefined || !(cause instanceof DataError)) throw cause;
    throw new DataError({ where, problem: cause.problem, fix: cause.fix, cause });
  }
}

/** Rows that are copied at a time: as many as stay in the processor's cache while all columns are. */
const BLOCK = 512;

function columnsOf({ data, rows, columns }: Matrix, names: readonly string[]): Column[] {
  const lists = names.map(() => new Float64Array(rows));
  for (let begin = 0; begin < rows; begin += BLOCK) {
    const end = Math.min(begin + BLOCK, rows);
    for (const [at, values] of lists.entries()) {
      for (let row = begin; row < end; row++) values[row] = data[row * columns + at] as number;
    }
  }
  return names.map((name, at) => new Column(name, 'number', lists[at] as Float64Array));
}

function selected({ data, rows, columns }: Matrix, places: readonly number[]): Matrix {
  const matrix = newMatrix(rows, places.length);
  for (let row = 0; row < rows; row++) {
    for (const [to, from] of places.entries()) {
      matrix.data[row * places.length + to] = data[row * columns + from] as number;
    }
  }
  return matrix;
}
