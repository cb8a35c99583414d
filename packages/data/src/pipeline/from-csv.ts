import { ArgumentError, requireKnownOptions, requireWholeNumber } from '@myelin/core';
import type {
  ColumnName,
  CsvBatchesOptions,
  CsvRow,
  CsvTypes,
  Table,
  TableSource,
} from '@myelin/table';
import { blocksSource } from './blocks-source.ts';
import { csvBlocks } from './csv-blocks.ts';
import { csvSpec } from './csv-spec.ts';
import { Dataset } from './dataset.ts';
import { requireFunction } from './element-error.ts';
import type { DatasetElement } from './example.ts';
import { iteratedSource } from './iterated-source.ts';
import { type FromTableOptions, requireForm, TABLE_OPTIONS, tableArrays } from './table-arrays.ts';
import type { TableElement } from './table-element.ts';

/** Options of reading CSV, and how many rows are read at a time. */
export interface StreamedCsvOptions<Types extends CsvTypes = CsvTypes>
  extends Omit<CsvBatchesOptions<Types>, 'batchSize'> {
  /** Rows in memory at a time. It changes no element: `batch` does that. @defaultValue `4096` */
  readonly blockSize?: number;
}

/** Options of a data set whose rows are columns of the file. */
export interface FromCsvOptions<Types extends CsvTypes = CsvTypes>
  extends StreamedCsvOptions<Types>,
    FromTableOptions<ColumnName<CsvRow<Types>>> {}

/** Options of a data set whose rows a function makes. */
export interface MappedCsvOptions<Types extends CsvTypes, E> extends StreamedCsvOptions<Types> {
  /**
   * Makes arrays of the next rows of the file, in the structure of an element, each with one entry for each row that it gives. It may
   * leave rows out. Arrays must have the same structure, element types and shapes of rows each time.
   */
  readonly map: (table: Table<CsvRow<Types>>) => E | Promise<E>;
}

const where = 'fromCsv';

/**
 * A data set whose elements are the rows of a CSV file, which may be larger than memory: `x` holds the features, `y` the target.
 *
 * Every pass reads the file anew, some thousand rows at a time; a pass that is left early closes it. Elements are those of
 * {@link fromTable}; `map` makes others, and is where fitted scalers and encoders go: on thousands of rows at once, before rows are
 * cut. Declare `types`, or the first rows decide about a column.
 *
 * A stream can be gone through once only: give a path, an address or a `File` for several epochs.
 *
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws as {@link csvBatches}, in the pass. {@link DataError} `map` fails or gives other arrays than before: it says at which rows.
 * @see {@link csvBatches}, {@link fromTable}
 * @example
 * const types = { size: 'number', place: 'text', price: 'number' } as const;
 * const rides = fromCsv('homes.csv', { types, features: ['size'], target: 'price' });
 * await model.fit(rides.shuffle(10_000).batch(32), { epochs: 3 });
 * @example
 * const known = new ColumnTransformer({ … }).fit(await readCsv('homes.csv', { types, limit: 10_000 }));
 * fromCsv('homes.csv', {
 *   types,
 *   map: (homes) => ({ x: known.transform(homes), y: homes.column('price').toNdArray() }),
 * });
 */
export function fromCsv<
  const Types extends CsvTypes = CsvTypes,
  const E extends DatasetElement = DatasetElement,
>(source: TableSource, options: MappedCsvOptions<Types, E>): Dataset<E>;
export function fromCsv<
  const Types extends CsvTypes = CsvTypes,
  const Options extends FromTableOptions<ColumnName<CsvRow<Types>>> = Record<never, never>,
>(
  source: TableSource,
  options?: Options & FromCsvOptions<Types>,
): Dataset<TableElement<CsvRow<Types>, Options>>;
export function fromCsv(source: TableSource, options: object = {}): Dataset<unknown> {
  requireOptions(options);
  const {
    blockSize = 4096,
    map,
    ...others
  } = options as Partial<MappedCsvOptions<CsvTypes, DatasetElement>>;
  requireWholeNumber(where, 'blockSize', blockSize, { min: 1 });
  const { features, target, sampleWeight, form, ...csv } = others as FromCsvOptions;
  const given: FromTableOptions = {
    form: requireForm(where, form),
    ...(features && { features }),
    ...(target !== undefined && { target }),
    ...(sampleWeight !== undefined && { sampleWeight }),
  };
  const columns = features && [...new Set([features, target ?? [], sampleWeight ?? []].flat())];
  const generate = csvBlocks(where, source, {
    csv: { ...(columns && { columns }), ...csv, batchSize: blockSize },
    arraysOf: map ?? ((table) => tableArrays(where, table, given)),
    maker: map ? '`map`' : 'making arrays',
  });
  const elementSpec = map ? undefined : csvSpec(given, csv.types ?? {});
  const blocks = iteratedSource<DatasetElement>(where, { cardinality: 'unknown', generate });
  return new Dataset(blocksSource({ cardinality: 'unknown', elementSpec }, blocks));
}

const CSV_OPTIONS: Readonly<Record<keyof StreamedCsvOptions, true>> = {
  types: true,
  delimiter: true,
  header: true,
  columns: true,
  blockSize: true,
  limit: true,
  skipLines: true,
  quote: true,
  comment: true,
  missing: true,
  trim: true,
  thousands: true,
  decimal: true,
  encoding: true,
  inferFrom: true,
  maxColumns: true,
  maxRowLength: true,
  maxBytes: true,
  signal: true,
  onProgress: true,
};

function requireOptions(options: object): void {
  if ('batchSize' in options) {
    throw new ArgumentError({
      where,
      problem: '`batchSize` is not an option: elements are single rows',
      fix: 'call batch(32) on the data set; `blockSize` says how many rows are read at a time',
    });
  }
  const isMapped = 'map' in options && options.map !== undefined;
  requireKnownOptions(where, options, [...TABLE_OPTIONS, 'map', ...Object.keys(CSV_OPTIONS)]);
  if (!isMapped) return;
  requireFunction(where, 'map', options.map, '(table) => ({ x: table.toNdArray() })');
  const surplus = TABLE_OPTIONS.find((name) => name in options);
  if (surplus === undefined) return;
  throw new ArgumentError({
    where,
    problem: `\`map\` makes the elements, and \`${surplus}\` says what they are made of`,
    fix: `leave \`${surplus}\` out, and let \`map\` choose columns`,
  });
}
