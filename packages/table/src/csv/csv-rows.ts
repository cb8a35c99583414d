/** The rows of a CSV file below its header, checked for their number of fields. */

import { DataError } from '@myelin/core';
import type { CsvBlock } from './csv-block.ts';
import { CsvCutter } from './csv-cutter.ts';
import { type CsvPlace, chosenColumns, columnNamesOf } from './csv-header.ts';
import type { CsvSettings } from './csv-options.ts';
import { type RowPlace, raggedRow } from './csv-row-error.ts';

/** Rows of one block; `rows[0]` is row `skipped` of the block, and row `row` of the table. */
export interface RowRun {
  readonly block: CsvBlock;
  readonly skipped: number;
  readonly row: number;
  readonly rows: readonly (readonly string[])[];
}

export class CsvRows {
  readonly #place: CsvPlace;
  readonly #settings: CsvSettings;
  readonly #cutter: CsvCutter;
  #names: readonly string[] | undefined;
  #indices: readonly number[] = [];
  #count = 0;

  constructor(place: CsvPlace, settings: CsvSettings) {
    this.#place = place;
    this.#settings = settings;
    this.#cutter = new CsvCutter(place.where, place.name, settings);
  }

  /** The columns to read, by name, with the places of their fields. */
  get columns(): readonly { readonly name: string; readonly index: number }[] {
    return this.#indices.map((index) => ({ name: this.#names?.[index] as string, index }));
  }

  /** Rows so far. */
  get count(): number {
    return this.#count;
  }

  /** Whether `limit` is reached. */
  get isFull(): boolean {
    return this.#names !== undefined && this.#count >= this.#settings.limit;
  }

  /** @throws {@link DataError} the text is no such table. */
  push(text: string): RowRun | undefined {
    return this.#take(this.#cutter.push(text));
  }

  /** The rows that are left. @throws {@link DataError} the file is empty or has a header only. */
  end(): RowRun | undefined {
    const run = this.#take(this.#cutter.end());
    const { where, name } = this.#place;
    if (this.#names === undefined) {
      throw new DataError({
        where,
        problem: `${name} is empty: there is no line with content`,
        fix: 'check that it is the right file',
      });
    }
    if (this.#count === 0 && this.#settings.limit > 0) {
      throw new DataError({
        where,
        problem: `${name} holds a header and no rows: ${JSON.stringify(this.#names.slice(0, 8))}`,
        fix: 'check that it is the whole file; if its first line is a row, pass { header: false }',
      });
    }
    return run;
  }

  #take(block: CsvBlock | undefined): RowRun | undefined {
    if (block === undefined || block.rows.length === 0) return undefined;
    let skipped = 0;
    if (this.#names === undefined) {
      const { delimiter } = block.dialect;
      this.#names = columnNamesOf(this.#place, this.#settings, delimiter, block.rows);
      this.#indices = chosenColumns(this.#place, this.#settings, this.#names);
      if (this.#settings.header === true) skipped = 1;
    }
    const left = this.#settings.limit - this.#count;
    const wanted = block.rows.length - skipped > left || skipped > 0;
    const rows = wanted ? block.rows.slice(skipped, skipped + left) : block.rows;
    const row = this.#count;
    this.#count += rows.length;
    const run: RowRun = { block, skipped, row, rows };
    this.#requireEven(run, this.#names.length);
    return run;
  }

  #requireEven(run: RowRun, width: number): void {
    const { rows } = run;
    for (let i = 0; i < rows.length; i++) {
      const fields = rows[i]?.length;
      if (fields === width) continue;
      throw raggedRow(this.#place, placeIn(run, i), width, fields ?? 0);
    }
  }
}

/** Where the row of a run is. */
export function placeIn({ block, skipped, row }: RowRun, i: number): RowPlace {
  return { block, at: skipped + i, row: row + i };
}
