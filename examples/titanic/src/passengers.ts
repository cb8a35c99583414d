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

// Kinds are declared so that the compiler knows what a row holds; without them they are found out from the values.
const known = {
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

/** The files as they can be had from Kaggle. Where they are missing, the program says so and ends. */
export async function readPassengers(): Promise<Passengers> {
  const folder = join(process.env.MYELIN_DATA ?? '', 'titanic');
  if (!existsSync(join(folder, 'train.csv'))) {
    console.log('Nothing to do: put titanic/train.csv and test.csv into a folder, and name it in MYELIN_DATA.');
    process.exit(0);
  }
  return {
    train: await readCsv(join(folder, 'train.csv'), { types: { Survived: 'number', ...known } }),
    test: await readCsv(join(folder, 'test.csv'), { types: known }),
  };
}
