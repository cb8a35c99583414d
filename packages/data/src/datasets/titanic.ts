import type { CsvRow, Table } from '@myelin/table';
import type { DownloadOptions } from '../sources/download-options.ts';
import type { PublicFile } from '../sources/public-file.ts';
import { fetchTable, type TableDescription } from './table-dataset.ts';

const known = {
  Pclass: 'number',
  Name: 'text',
  Sex: 'text',
  Age: 'number',
  SibSp: 'number',
  Parch: 'number',
  Ticket: 'text',
  Fare: 'number',
  Cabin: 'text',
  Embarked: 'text',
} as const;
const testTypes = { PassengerId: 'number', ...known } as const;
const trainTypes = { PassengerId: 'number', Survived: 'number', ...known } as const;

/** A passenger whose end is to be predicted. */
export type TitanicTestRow = CsvRow<typeof testTypes>;
/** A passenger, `Survived` being 1 or 0. */
export type TitanicRow = CsvRow<typeof trainTypes>;

export interface TitanicDataset extends TableDescription {
  load(
    options?: DownloadOptions,
  ): Promise<{ readonly train: Table<TitanicRow>; readonly test: Table<TitanicTestRow> }>;
}

const MIRRORS = [
  'https://huggingface.co/datasets/phihung/titanic/resolve/9753139e0b9d454ab4fd22e884290260db5fc7b6/',
  'https://raw.githubusercontent.com/BingyuSong/kaggle_practice/5f713a331a201722fd88cf7bf9afa117447e051e/titanic/',
  'https://raw.githubusercontent.com/reddyanilkumar/kaggle/1dbb45097d0161f6becf0354238e87113e65643e/titanic/',
];
const TRAIN: PublicFile = {
  name: 'train.csv',
  bytes: 60302,
  sha256: '4a437fde05fe5264e1701a7387ac6fb75393772ba38bb2c9c566405af5af4bd7',
  mirrors: MIRRORS,
};
const TEST: PublicFile = {
  name: 'test.csv',
  bytes: 28210,
  sha256: '5c78320a80dc159b35c408363be46a5d93f078183d539db75ee42a796d6a4e95',
  mirrors: MIRRORS,
};

/**
 * Titanic: 1,309 passengers, and for 891 of them whether they survived. `Age`, `Cabin`, `Embarked` and `Fare` are missing for
 * some.
 *
 * `load` takes the files from the folder `MYELIN_DATA`, else from the cache, else from public mirrors (88 kB), and accepts
 * them only with the right checksum.
 *
 * @throws {@link DataError} a file cannot be had; the message holds every mirror's reason.
 * @throws {@link AbortError} `signal` fired.
 * @source The files of the Kaggle competition "Titanic: Machine Learning from Disaster".
 * @example
 * const { train } = await titanic.load();
 * train.row(0).Name // => 'Braund, Mr. Owen Harris'
 */
export const titanic: TitanicDataset = {
  name: 'titanic',
  description: '1,309 passengers of the Titanic, 891 of them with what became of them',
  license: 'none stated; the rules of the Kaggle competition',
  source:
    'Kaggle (2012), Titanic: Machine Learning from Disaster, https://www.kaggle.com/c/titanic',
  targetName: 'Survived',
  async load(options: DownloadOptions = {}) {
    const where = 'titanic.load';
    return {
      train: await fetchTable(
        where,
        'titanic',
        { file: TRAIN, csv: { types: trainTypes } },
        options,
      ),
      test: await fetchTable(where, 'titanic', { file: TEST, csv: { types: testTypes } }, options),
    };
  },
};
