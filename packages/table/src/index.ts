/**
 * Small immutable tables of typed columns.
 *
 * @packageDocumentation
 */

export { type ArrowOptions, readArrow } from './arrow/read-arrow.ts';
export type { Cell, CellOf, ColumnKind, Row } from './cell.ts';
export { Column } from './column.ts';
export { type ColumnValues, columnFrom } from './column-from.ts';
export { type CsvBatchesOptions, csvBatches } from './csv/csv-batches.ts';
export type {
  CsvOptions,
  CsvRow,
  CsvTextOptions,
  CsvType,
  CsvTypes,
} from './csv/csv-options.ts';
export { parseCsv } from './csv/parse-csv.ts';
export { readCsv } from './csv/read-csv.ts';
export { type CsvWriteOptions, toCsv } from './csv/to-csv.ts';
export { writeCsv } from './csv/write-csv.ts';
export { fromRows } from './from-rows.ts';
export { parseJson } from './json/parse-json.ts';
export { parseNdjson } from './json/parse-ndjson.ts';
export { type JsonOptions, readJson } from './json/read-json.ts';
export { readNdjson } from './json/read-ndjson.ts';
export { toJson, toNdjson } from './json/to-json.ts';
export { type RowOf, table } from './make-table.ts';
export type { Replacements } from './operations/replaced-column.ts';
export { type ParquetOptions, readParquet } from './parquet/read-parquet.ts';
export { toParquet, writeParquet } from './parquet/to-parquet.ts';
export type { PrintOptions } from './printing/print-table.ts';
export type { ReadProgress, SourceOptions, TableSource } from './sources/table-source.ts';
export {
  type ColumnName,
  type Present,
  type Renamed,
  type RowSampleOptions,
  type SortOptions,
  Table,
  type ValueCountsOptions,
} from './table.ts';
