/** A column that grows row by row, and finds out what it holds. */

import type { Cell } from '../cell.ts';
import { Column } from '../column.ts';
import { booleanOf } from './boolean-of.ts';
import type { CsvType } from './csv-options.ts';
import type { NumberParser } from './number-parser.ts';

/** Different texts that a column keeps one copy of each. */
const MOST_SHARED = 1024;
/** A whole number of so many digits may be more than doubles hold exactly. */
const WHOLE = /^\s*[-+]?\d+\s*$/;

export interface CellReader {
  readonly parseNumber: NumberParser;
  readonly missing: ReadonlySet<string>;
  /** Whether a text that stands for a missing value is a number, too: -999. */
  readonly numbersMayBeMissing: boolean;
  readonly longestMissing: number;
  readonly trim: boolean;
}

export class CsvColumn {
  readonly name: string;
  readonly #reader: CellReader;
  readonly #isDeclared: boolean;
  #kind: CsvType | undefined;
  #numbers = new Float64Array(0);
  #cells: Cell[] = [];
  #length = 0;
  /** Texts by themselves, and null for those that stand for a missing value. */
  readonly #shared: Map<string, string | null>;
  /** Rows before this one were read as numbers or booleans, and turned out to be texts. */
  #rowsToReread = 0;

  /** @param kind - As declared; else it is found out. */
  constructor(name: string, kind: CsvType | undefined, reader: CellReader) {
    this.name = name;
    this.#kind = kind;
    this.#isDeclared = kind !== undefined;
    this.#reader = reader;
    this.#shared = new Map([...reader.missing].map((word) => [word, null]));
  }

  get kind(): CsvType | undefined {
    return this.#kind;
  }

  get rowsToReread(): number {
    return this.#rowsToReread;
  }

  /** Whether the column may turn out to hold texts after rows that do not look like it. */
  get isOpen(): boolean {
    return !this.#isDeclared && this.#kind !== 'text';
  }

  /** Adds the fields of one column. Returns the index of a row that is not as declared, or -1. */
  append(rows: readonly (readonly string[])[], column: number): number {
    let row = 0;
    while (row < rows.length) {
      const before = row;
      row = this.#appendRun(rows, column, row);
      if (row === rows.length) break;
      if (this.#isDeclared) return row;
      if (this.#kind === undefined) this.#decide(rows[row]?.[column] as string);
      else if (this.#kind !== 'text') this.#becomeText();
      else if (row === before) throw new Error('a text column takes any field');
    }
    return -1;
  }

  /** Puts texts in the place of what was read as something else. */
  reread(rows: readonly (readonly string[])[], column: number, at: number): void {
    const end = Math.min(rows.length, this.#rowsToReread - at);
    for (let i = 0; i < end; i++) this.#cells[at + i] = this.#textOf(rows[i]?.[column] as string);
  }

  /** The column; nothing may be appended any more. */
  finish(): Column {
    const { name } = this;
    const kind = this.#kind ?? 'number';
    if (this.#kind === undefined) this.#becomeNumbers();
    if (kind !== 'number') return new Column(name, kind, this.#cells);
    return new Column(name, kind, this.#numbers.slice(0, this.#length));
  }

  /** Adds fields as long as they fit. Returns the row that does not, or the number of rows. */
  #appendRun(rows: readonly (readonly string[])[], column: number, begin: number): number {
    if (this.#kind === 'number') return this.#appendNumbers(rows, column, begin);
    if (this.#kind === 'text') return this.#appendTexts(rows, column, begin);
    let row = begin;
    for (; row < rows.length; row++) {
      const field = rows[row]?.[column] as string;
      const value = this.#isMissing(field) ? null : booleanOf(field.trim());
      if (value === undefined || (value !== null && this.#kind === undefined)) break;
      if (this.#kind === 'boolean') this.#cells.push(value);
      this.#length++;
    }
    return row;
  }

  #appendNumbers(rows: readonly (readonly string[])[], column: number, begin: number): number {
    this.#reserve(this.#length + rows.length - begin);
    const { parseNumber, numbersMayBeMissing } = this.#reader;
    const numbers = this.#numbers;
    const isDeclared = this.#isDeclared;
    let at = this.#length;
    let row = begin;
    for (; row < rows.length; row++) {
      const field = rows[row]?.[column] as string;
      const value = parseNumber(field);
      if (value === undefined || numbersMayBeMissing) {
        if (this.#isMissing(field)) {
          numbers[at++] = Number.NaN;
          continue;
        }
        if (value === undefined) break;
      }
      if (!isDeclared && losesDigits(value, field)) break;
      numbers[at++] = value;
    }
    this.#length = at;
    return row;
  }

  #appendTexts(rows: readonly (readonly string[])[], column: number, begin: number): number {
    const cells = this.#cells;
    for (let row = begin; row < rows.length; row++) {
      cells.push(this.#textOf(rows[row]?.[column] as string));
    }
    this.#length = cells.length;
    return rows.length;
  }

  /** The text itself, or null; texts that come often are kept once. */
  #textOf(field: string): string | null {
    const text = this.#reader.trim ? field.trim() : field;
    const shared = this.#shared;
    if (shared.size >= MOST_SHARED && text.length > this.#reader.longestMissing) return text;
    const known = shared.get(text);
    if (known !== undefined) return known;
    if (shared.size < MOST_SHARED) shared.set(text, text);
    return text;
  }

  #isMissing(field: string): boolean {
    const { missing, longestMissing, trim } = this.#reader;
    if (field.length > longestMissing && !trim) return false;
    return missing.has(trim ? field.trim() : field);
  }

  #decide(field: string): void {
    const value = this.#reader.parseNumber(field);
    if (value !== undefined && !losesDigits(value, field)) this.#becomeNumbers();
    else if (booleanOf(field.trim()) !== undefined) this.#becomeCells('boolean');
    else this.#becomeCells('text');
  }

  #becomeNumbers(): void {
    this.#kind = 'number';
    this.#numbers = new Float64Array(Math.max(this.#length, 64)).fill(Number.NaN);
  }

  #becomeCells(kind: 'text' | 'boolean'): void {
    this.#kind = kind;
    this.#cells = [];
    // Pushed one by one, so that the list stays dense.
    for (let i = 0; i < this.#length; i++) this.#cells.push(null);
  }

  #becomeText(): void {
    this.#rowsToReread = this.#length;
    this.#becomeCells('text');
    this.#numbers = new Float64Array(0);
  }

  #reserve(length: number): void {
    if (length <= this.#numbers.length) return;
    const grown = new Float64Array(Math.max(length, 2 * this.#numbers.length));
    grown.set(this.#numbers.subarray(0, this.#length));
    this.#numbers = grown;
  }
}

/** Whether a whole number is too large for a double to hold all its digits, as identifiers can be. */
function losesDigits(value: number, field: string): boolean {
  return (
    !(value <= Number.MAX_SAFE_INTEGER && value >= -Number.MAX_SAFE_INTEGER) && WHOLE.test(field)
  );
}
