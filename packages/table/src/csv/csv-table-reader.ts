/** Makes a table of CSV text that comes in pieces. */

import { Table } from '../table.ts';
import { cellReader } from './cell-reader.ts';
import { cutRows } from './csv-block.ts';
import { CsvColumn } from './csv-column.ts';
import type { CsvPlace } from './csv-header.ts';
import type { CsvSettings } from './csv-options.ts';
import { unfitField } from './csv-row-error.ts';
import { CsvRows, placeIn, type RowRun } from './csv-rows.ts';

/** What must be kept of a run to read it once more: its text, not its fields. */
type Kept = Omit<RowRun, 'rows'> & { readonly length: number };

export class CsvTableReader {
  readonly #place: CsvPlace;
  readonly #settings: CsvSettings;
  readonly #rows: CsvRows;
  #columns: { readonly column: CsvColumn; readonly index: number }[] | undefined;
  /** Texts of the rows that a column may want to read again. */
  #kept: Kept[] = [];

  constructor(place: CsvPlace, settings: CsvSettings) {
    this.#place = place;
    this.#settings = settings;
    this.#rows = new CsvRows(place, settings);
  }

  /** Whether all rows that are wanted are there. */
  get isFull(): boolean {
    return this.#rows.isFull;
  }

  push(text: string): void {
    this.#add(this.#rows.push(text));
  }

  finish(): Table {
    if (!this.isFull) this.#add(this.#rows.end());
    const columns = this.#openColumns();
    this.#reread(columns);
    return new Table(columns.map(({ column }) => column.finish()));
  }

  #openColumns(): { readonly column: CsvColumn; readonly index: number }[] {
    if (this.#columns) return this.#columns;
    const reader = cellReader(this.#settings);
    const { types } = this.#settings;
    this.#columns = this.#rows.columns.map(({ name, index }) => {
      return { column: new CsvColumn(name, types.get(name), reader), index };
    });
    return this.#columns;
  }

  #add(run: RowRun | undefined): void {
    if (run === undefined) return;
    const columns = this.#openColumns();
    const { rows, block, skipped, row } = run;
    for (const { column, index } of columns) {
      const wrong = column.append(rows, index);
      if (wrong < 0) continue;
      const field = rows[wrong]?.[index] as string;
      const kind = column.kind ?? 'number';
      const at = placeIn(run, wrong);
      throw unfitField(this.#place, at, column.name, kind, field, undefined);
    }
    if (columns.some(({ column }) => column.isOpen || column.rowsToReread > row)) {
      this.#kept.push({ block: { ...block, rows: [] }, skipped, row, length: rows.length });
    }
  }

  /** Columns that began with numbers and then held texts get all as texts, letter by letter. */
  #reread(columns: readonly { readonly column: CsvColumn; readonly index: number }[]): void {
    const late = columns.filter(({ column }) => column.rowsToReread > 0);
    const end = Math.max(0, ...late.map(({ column }) => column.rowsToReread));
    for (const { block, skipped, row, length } of this.#kept) {
      if (row >= end) break;
      const { rows } = cutRows(block.text, block.dialect, true);
      const again = rows.slice(skipped, skipped + length);
      for (const { column, index } of late) column.reread(again, index, row);
    }
  }
}
