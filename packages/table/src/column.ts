import { ArgumentError, DataError, NdArray, StringArray } from '@myelin/core';
import type { Cell, ColumnKind } from './cell.ts';

/**
 * A named list of values of one kind, never changed once made.
 *
 * Numbers are kept as doubles in a Float64Array, where NaN stands for a missing one. All that is read cell by cell gives
 * null for what is missing.
 *
 * @example
 * const ages = table({ age: [22, null, 54] }).column('age');
 * ages.at(1) // => null
 * ages.missingCount // => 1
 */
export class Column<C extends Cell = Cell> implements Iterable<C> {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly #values: Float64Array | readonly Cell[];

  /**
   * @param values - A Float64Array for numbers (NaN where missing), a list for all other kinds. It is not copied, and must
   * not be changed any more. Lists are trusted to hold cells of the kind.
   */
  constructor(name: string, kind: ColumnKind, values: Float64Array | readonly Cell[]) {
    this.name = name;
    this.kind = kind;
    this.#values = values;
  }

  get length(): number {
    return this.#values.length;
  }

  /** The values as they are stored, not to be changed: doubles with NaN for what is missing, or a list with null. */
  get values(): Float64Array | readonly Cell[] {
    return this.#values;
  }

  /** One cell; a negative index counts from the end. */
  at(index: number): C {
    const at = index < 0 ? index + this.length : index;
    if (Number.isInteger(at) && at >= 0 && at < this.length) return this.cell(at);
    throw new ArgumentError({
      where: 'Column.at',
      problem: `an index must be a whole number from ${-this.length} to ${this.length - 1}, received ${index}`,
      fix: 'check the index against the number of rows',
    });
  }

  /** One cell, unchecked: for loops over all rows. */
  cell(index: number): C {
    const value = this.#values[index];
    return (value === undefined || Number.isNaN(value) ? null : value) as C;
  }

  /** Whether the cell is missing. */
  isMissing(index: number): boolean {
    const value = this.#values[index];
    return value === null || value === undefined || Number.isNaN(value);
  }

  get missingCount(): number {
    let count = 0;
    for (let i = 0; i < this.length; i++) if (this.isMissing(i)) count++;
    return count;
  }

  /** The cells in order. */
  *[Symbol.iterator](): Generator<C> {
    for (let i = 0; i < this.length; i++) yield this.cell(i);
  }

  /** A list of the cells. */
  toArray(): C[] {
    return Array.from({ length: this.length }, (_, i) => this.cell(i));
  }

  /**
   * The numbers as they are stored, NaN where missing: not a copy, and not to be changed. Booleans are 0 and 1.
   *
   * @throws {@link DataError} the column holds texts.
   */
  get numbers(): Float64Array {
    if (this.#values instanceof Float64Array) return this.#values;
    const values = Float64Array.from(this.#values, (value) =>
      value === null ? Number.NaN : Number(value),
    );
    const wrong = this.#values.findIndex((value) => typeof value === 'string');
    if (wrong < 0) return values;
    throw new DataError({
      where: 'Column.numbers',
      problem: `column \`${this.name}\` must hold numbers, received ${JSON.stringify(this.#values[wrong])} in row ${wrong}`,
      fix: 'encode it first, for example with OrdinalEncoder or OneHotEncoder, or leave it out with drop()',
    });
  }

  /** The numbers as a float64 array of shape `[rows]`. @throws as {@link numbers} */
  toNdArray(): NdArray {
    return new NdArray(this.numbers.slice(), [this.length]);
  }

  /**
   * The texts as an array of shape `[rows]`; numbers and booleans as they print.
   *
   * @throws {@link DataError} a cell is missing.
   */
  toStringArray(): StringArray {
    const texts = this.toArray().map((cell, row) => {
      if (cell !== null) return String(cell);
      throw new DataError({
        where: 'Column.toStringArray',
        problem: `column \`${this.name}\` has a missing value in row ${row}`,
        fix: 'fill it in first, for example with fillMissing()',
      });
    });
    return new StringArray(texts, [this.length]);
  }

  /** The cells at `indices`, in that order. */
  take(indices: ArrayLike<number>): Column<C> {
    return new Column<C>(this.name, this.kind, taken(this.#values, indices));
  }

  /** The cells `begin` up to but not including `end`, without a copy of numbers. */
  slice(begin: number, end: number): Column<C> {
    const values = this.#values;
    const part =
      values instanceof Float64Array ? values.subarray(begin, end) : values.slice(begin, end);
    return new Column<C>(this.name, this.kind, part);
  }

  /** The same values under another name. */
  renamed(name: string): Column<C> {
    return new Column<C>(name, this.kind, this.#values);
  }

  /** Different cells in the order of their first appearance, missing ones left out. */
  unique(): Exclude<C, null>[] {
    const seen = new Set<Cell>();
    for (let i = 0; i < this.length; i++) if (!this.isMissing(i)) seen.add(this.cell(i));
    return [...seen] as Exclude<C, null>[];
  }
}

function taken(
  values: Float64Array | readonly Cell[],
  indices: ArrayLike<number>,
): Float64Array | readonly Cell[] {
  if (values instanceof Float64Array) {
    const numbers = new Float64Array(indices.length);
    for (let i = 0; i < numbers.length; i++) numbers[i] = values[indices[i] as number] as number;
    return numbers;
  }
  return Array.from({ length: indices.length }, (_, i) => values[indices[i] as number] as Cell);
}
