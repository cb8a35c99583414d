import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv, type Table, type TitanicRow, type TitanicTestRow } from 'myelin';

/** The two files of the competition. */
export interface Passengers {
  /** 891 of whom it is known whether they survived. */
  readonly train: Table<TitanicRow>;
  /** 418 of whom it is to be predicted. */
  readonly test: Table<TitanicTestRow>;
}

// Declared kinds are what the compiler knows of a row; without them they are found out from the values.
const types = {
  PassengerId: 'number',
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

/** The files as they come from Kaggle. Where they are missing, the program says so and ends. */
export async function readPassengers(): Promise<Passengers> {
  const folder = join(process.env.MYELIN_DATA ?? '', 'titanic');
  if (!existsSync(folder)) {
    console.log('MYELIN_DATA names no folder that holds titanic/train.csv and titanic/test.csv.');
    process.exit(0);
  }
  return {
    train: await readCsv(join(folder, 'train.csv'), { types: { Survived: 'number', ...types } }),
    test: await readCsv(join(folder, 'test.csv'), { types }),
  };
}
