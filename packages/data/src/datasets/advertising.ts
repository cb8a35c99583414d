import type { CsvRow } from '@myelin/table';
import { type TableDataset, tableDataset } from './table-dataset.ts';

const types = { TV: 'number', Radio: 'number', Newspaper: 'number', Sales: 'number' } as const;

/** A row of the table. */
export type AdvertisingRow = CsvRow<typeof types>;

/**
 * Advertising: what was spent for it in 200 markets, in thousands of dollars, and sales in thousands of units.
 *
 * `load` takes the file from the folder `MYELIN_DATA`, else from the cache, else from a public mirror (5 kB), and accepts it
 * only with the right checksum. The numbers of the rows, which the file has before the first column, are left out.
 *
 * @throws {@link DataError} the file cannot be had; the message holds the reason.
 * @throws {@link AbortError} `signal` fired.
 * @source James, Witten, Hastie & Tibshirani 2013.
 * @example
 * const rows = await advertising.load();
 * const x = rows.drop('Sales').toNdArray(); // [200, 3]
 */
export const advertising: TableDataset<AdvertisingRow> = tableDataset({
  name: 'advertising',
  description:
    'Advertising budgets for television, radio and newspapers, and sales, in 200 markets',
  license: 'none stated',
  source:
    'G. James, D. Witten, T. Hastie & R. Tibshirani (2013), An Introduction to Statistical Learning, ' +
    'https://www.statlearning.com',
  targetName: 'Sales',
  file: {
    name: 'Advertising.csv',
    bytes: 5166,
    sha256: '69104adc017e75d7019f61fe66ca2eb4ab014ee6f2a9b39b452943f209352010',
    mirrors: ['https://raw.githubusercontent.com/JWarmenhoven/ISLR-python/master/Notebooks/Data/'],
  },
  csv: { columns: Object.keys(types), types },
});
