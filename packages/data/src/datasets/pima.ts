import type { CsvRow } from '@myelin/table';
import { type TableDataset, tableDataset } from './table-dataset.ts';

const types = {
  Pregnancies: 'number',
  Glucose: 'number',
  BloodPressure: 'number',
  SkinThickness: 'number',
  Insulin: 'number',
  BMI: 'number',
  DiabetesPedigreeFunction: 'number',
  Age: 'number',
  Outcome: 'number',
} as const;

/** A row of the table. */
export type PimaRow = CsvRow<typeof types>;

/**
 * Pima: 8 measures of 768 women, and whether they have diabetes (1) or not (0).
 *
 * A 0 in `Glucose`, `BloodPressure`, `SkinThickness`, `Insulin` or `BMI` stands for a missing value.
 *
 * `load` takes the file from the folder `MYELIN_DATA`, else from the cache, else from a public mirror (23 kB), and accepts it
 * only with the right checksum.
 *
 * @throws {@link DataError} the file cannot be had; the message holds the reason.
 * @throws {@link AbortError} `signal` fired.
 * @source Smith et al. 1988; names of columns as on Kaggle, since the file has none.
 * @example
 * const rows = await pima.load();
 * const x = rows.drop('Outcome').toNdArray(); // [768, 8]
 */
export const pima: TableDataset<PimaRow> = tableDataset({
  name: 'pima',
  description: '8 measures of 768 women of the Pima, 268 of them with diabetes',
  license: 'none stated; National Institute of Diabetes and Digestive and Kidney Diseases',
  source:
    'J. W. Smith, J. E. Everhart, W. C. Dickson, W. C. Knowler & R. S. Johannes (1988), ' +
    'Using the ADAP learning algorithm to forecast the onset of diabetes mellitus',
  targetName: 'Outcome',
  file: {
    name: 'pima-indians-diabetes.csv',
    bytes: 23278,
    sha256: '6bfe5d0f379d17a0e0819b996407e3c09bf80febd4287f2ed212190dfff154af',
    mirrors: ['https://raw.githubusercontent.com/jbrownlee/Datasets/master/'],
  },
  csv: { header: Object.keys(types), types },
});
