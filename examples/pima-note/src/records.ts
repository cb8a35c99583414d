import { type NdArray, type PimaRow, pima, type Table } from 'myelin';

/** Measurements of people, and whether diabetes was found within five years. */
export interface Records {
  /** Shape `[people, 8]`. */
  readonly x: NdArray;
  /** 0 or 1, shape `[people]`. */
  readonly y: NdArray;
}

/** The 768 records of the Pima data set: every fifth for testing, the others for training. */
export async function readRecords(): Promise<{ readonly train: Records; readonly test: Records }> {
  const people = await pima.load();
  return {
    train: recordsOf(people.filter((_, i) => i % 5 !== 4)),
    test: recordsOf(people.filter((_, i) => i % 5 === 4)),
  };
}

const recordsOf = (people: Table<PimaRow>): Records => ({
  x: people.drop('Outcome').toNdArray(),
  y: people.column('Outcome').toNdArray(),
});
