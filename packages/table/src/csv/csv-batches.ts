import { EventLoopBreather, requireWholeNumber } from '@myelin/core';
import { readBytes } from '../sources/read-bytes.ts';
import type { TableSource } from '../sources/table-source.ts';
import { Table } from '../table.ts';
import { requireEncoding, TextReader } from '../text/text-reader.ts';
import { cellReader } from './cell-reader.ts';
import { type CellReader, CsvColumn } from './csv-column.ts';
import type { CsvPlace } from './csv-header.ts';
import {
  type CsvOptions,
  type CsvRow,
  type CsvSettings,
  type CsvType,
  type CsvTypes,
  csvSettings,
} from './csv-options.ts';
import { unfitField } from './csv-row-error.ts';
import { CsvRows, placeIn, type RowRun } from './csv-rows.ts';
import { SOURCE_OPTIONS } from './read-csv.ts';

export interface CsvBatchesOptions<Types extends CsvTypes = CsvTypes> extends CsvOptions<Types> {
  /** Rows of a table; the last one may have fewer. @defaultValue `1024` */
  readonly batchSize?: number | undefined;
  /** Rows by which the kinds of columns are found out that were not declared. @defaultValue `10000` */
  readonly inferFrom?: number | undefined;
}

/**
 * Reads a CSV file as a sequence of tables, in memory that does not grow with the file.
 *
 * Columns keep their kind from table to table: as declared, else as the first rows show it.
 *
 * @throws as {@link readCsv}. {@link DataError} a later row holds something else than the first ones showed.
 * @example
 * for await (const table of csvBatches('large.csv', { batchSize: 4096 })) console.log(table.length);
 */
export async function* csvBatches<const Types extends CsvTypes = CsvTypes>(
  source: TableSource,
  options: CsvBatchesOptions<Types> = {},
): AsyncGenerator<Table<CsvRow<Types>>> {
  const where = 'csvBatches';
  const settings = csvSettings(where, options, [...SOURCE_OPTIONS, 'batchSize', 'inferFrom']);
  const { batchSize = 1024, inferFrom = 10_000 } = options;
  requireWholeNumber(where, 'batchSize', batchSize, { min: 1 });
  requireWholeNumber(where, 'inferFrom', inferFrom, { min: 1 });
  requireEncoding(where, options.encoding);
  const { name, chunks } = await readBytes(where, source, options, Number.POSITIVE_INFINITY);
  const text = new TextReader(where, name, options.encoding);
  const place = { where, name };
  const rows = new CsvRows(place, settings);
  const queue = new BatchQueue(place, settings, rows, inferFrom);
  const breather = new EventLoopBreather();
  for await (const chunk of chunks) {
    queue.add(rows.push(text.push(chunk)));
    if (rows.isFull) break;
    while (queue.length >= Math.max(batchSize, queue.rowsToInfer)) {
      yield queue.next(batchSize) as Table<CsvRow<Types>>;
    }
    await breather.breathe();
  }
  if (!rows.isFull) {
    queue.add(rows.push(text.end()));
    queue.add(rows.end());
  }
  while (queue.length > 0) yield queue.next(batchSize) as Table<CsvRow<Types>>;
}

/** Rows that wait to be tables. */
class BatchQueue {
  readonly #place: CsvPlace;
  readonly #settings: CsvSettings;
  readonly #rows: CsvRows;
  readonly #inferFrom: number;
  readonly #reader: CellReader;
  #runs: RowRun[] = [];
  /** Rows of the first run that tables have already. */
  #taken = 0;
  #types: ReadonlyMap<string, CsvType> | undefined;
  length = 0;

  constructor(place: CsvPlace, settings: CsvSettings, rows: CsvRows, inferFrom: number) {
    this.#place = place;
    this.#settings = settings;
    this.#rows = rows;
    this.#inferFrom = inferFrom;
    this.#reader = cellReader(settings);
  }

  /** Rows that must be there before the first table can be made. */
  get rowsToInfer(): number {
    const { types } = this.#settings;
    const isKnown = this.#types || this.#rows.columns.every(({ name }) => types.has(name));
    return isKnown ? 0 : this.#inferFrom;
  }

  add(run: RowRun | undefined): void {
    if (run === undefined || run.rows.length === 0) return;
    this.#runs.push(run);
    this.length += run.rows.length;
  }

  /** A table of the first rows. */
  next(size: number): Table {
    this.#types ??= this.#infer();
    const columns = this.#newColumns(this.#types);
    let left = Math.min(size, this.length);
    this.length -= left;
    while (left > 0) {
      const run = this.#runs[0] as RowRun;
      const part = partOf(run, this.#taken, left);
      this.#append(columns, part);
      left -= part.rows.length;
      this.#taken += part.rows.length;
      if (this.#taken < run.rows.length) continue;
      this.#runs.shift();
      this.#taken = 0;
    }
    return new Table(columns.map(({ column }) => column.finish()));
  }

  /** The kinds of the columns by the first rows; one of which nothing is there yet will hold numbers. */
  #infer(): ReadonlyMap<string, CsvType> {
    const columns = this.#newColumns(this.#settings.types);
    let left = this.#inferFrom;
    for (const run of this.#runs) {
      this.#append(columns, partOf(run, 0, left));
      left -= run.rows.length;
      if (left <= 0) break;
    }
    return new Map(columns.map(({ column }) => [column.name, column.kind ?? 'number']));
  }

  #newColumns(types: ReadonlyMap<string, CsvType>): Indexed[] {
    return this.#rows.columns.map(({ name, index }) => {
      return { column: new CsvColumn(name, types.get(name), this.#reader), index };
    });
  }

  #append(columns: readonly Indexed[], run: RowRun): void {
    for (const { column, index } of columns) {
      const wrong = column.append(run.rows, index);
      if (wrong < 0) continue;
      const field = run.rows[wrong]?.[index] as string;
      const { name, kind = 'number' } = column;
      const found = this.#settings.types.has(name) ? undefined : this.#inferFrom;
      throw unfitField(this.#place, placeIn(run, wrong), name, kind, field, found);
    }
  }
}

interface Indexed {
  readonly column: CsvColumn;
  readonly index: number;
}

/** At most `count` rows of a run, from its row `begin` on. */
function partOf({ block, skipped, row, rows }: RowRun, begin: number, count: number): RowRun {
  const part = rows.slice(begin, begin + count);
  return { block, skipped: skipped + begin, row: row + begin, rows: part };
}
