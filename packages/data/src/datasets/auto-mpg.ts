import type { CsvRow } from '@myelin/table';
import { type TableDataset, tableDataset } from './table-dataset.ts';

const types = {
  mpg: 'number',
  cylinders: 'number',
  displacement: 'number',
  horsepower: 'number',
  weight: 'number',
  acceleration: 'number',
  model_year: 'number',
  origin: 'number',
  car_name: 'text',
} as const;

/** A row of the table. */
export type AutoMpgRow = CsvRow<typeof types>;

/**
 * Auto MPG: 398 cars of 1970 to 1982, and how many miles they go with a gallon. `horsepower` is missing for 6 of them;
 * `origin` is 1 for the USA, 2 for Europe and 3 for Japan.
 *
 * `load` takes the file from the folder `MYELIN_DATA`, else from the cache, else from the UCI repository (30 kB), and accepts
 * it only with the right checksum.
 *
 * @throws {@link DataError} the file cannot be had; the message holds the reason.
 * @throws {@link AbortError} `signal` fired.
 * @source Quinlan 1993; names of columns as in the UCI repository, since the file has none.
 * @example
 * const rows = await autoMpg.load();
 * const cars = rows.filter(({ horsepower }) => horsepower !== null).drop('car_name');
 */
export const autoMpg: TableDataset<AutoMpgRow> = tableDataset({
  name: 'auto-mpg',
  description: '7 measures of 398 cars, and how far they go with a gallon of fuel',
  license: 'CC BY 4.0',
  source:
    'R. Quinlan (1993), Auto MPG, UCI Machine Learning Repository, https://doi.org/10.24432/C5859H',
  targetName: 'mpg',
  file: {
    name: 'auto-mpg.data',
    bytes: 30286,
    sha256: '48b830e11feee5572525f8f1691ddb9d38d3d7b7063edcd8fca672c2a5e17d8d',
    mirrors: ['https://archive.ics.uci.edu/ml/machine-learning-databases/auto-mpg/'],
  },
  csv: { header: Object.keys(types), delimiter: 'whitespace', missing: ['?'], types },
});
