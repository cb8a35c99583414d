import {
  type CsvRow,
  type CsvTextOptions,
  type CsvTypes,
  parseCsv,
  type Row,
  type Table,
} from '@myelin/table';
import type { DownloadOptions } from '../sources/download-options.ts';
import { fetchPublicFile, type PublicFile } from '../sources/public-file.ts';

/** What every table says of itself. */
export interface TableDescription {
  readonly name: string;
  /** What is in it, in a sentence. */
  readonly description: string;
  /** Terms as its authors state them. */
  readonly license: string;
  /** Whom to cite, and where it comes from. */
  readonly source: string;
  /** Name of the column to predict. */
  readonly targetName: string;
}

/** A data set that is one table. */
export interface TableDataset<R extends Row> extends TableDescription {
  load(options?: DownloadOptions): Promise<Table<R>>;
}

/** A CSV file with the kinds of its columns. */
export interface CsvFile<Types extends CsvTypes> {
  readonly file: PublicFile;
  readonly csv: CsvTextOptions<Types> & { readonly types: Types };
}

/** What sets one data set of this kind apart from another. */
export interface TableDatasetFacts<Types extends CsvTypes>
  extends TableDescription,
    CsvFile<Types> {}

/** A data set in a CSV file. */
export function tableDataset<const Types extends CsvTypes>(
  facts: TableDatasetFacts<Types>,
): TableDataset<CsvRow<Types>> {
  const { file, csv, ...description } = facts;
  return {
    ...description,
    load: (options: DownloadOptions = {}) =>
      fetchTable(`${facts.name}.load`, facts.name, { file, csv }, options),
  };
}

/** The table in a CSV file. */
export async function fetchTable<Types extends CsvTypes>(
  where: string,
  folder: string,
  { file, csv }: CsvFile<Types>,
  options: DownloadOptions,
): Promise<Table<CsvRow<Types>>> {
  const content = await fetchPublicFile(where, folder, file, options);
  return parseCsv<Types>(new TextDecoder().decode(content), csv);
}
