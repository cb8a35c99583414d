import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NdArray, ndArray } from 'myelin';

/** Measurements of people, and whether diabetes was found within five years. */
export interface Records {
  /** Shape `[people, 8]`. */
  readonly x: NdArray;
  /** 0 or 1, shape `[people]`. */
  readonly y: NdArray;
}

/** The 768 records of the Pima data set: every fifth for testing, the others for training. */
export function readRecords(): { readonly train: Records; readonly test: Records } {
  const folder = process.env.MYELIN_DATA;
  if (!folder) {
    console.error(
      'The records are read from the folder that MYELIN_DATA names: put pima/pima-indians-diabetes.csv there.',
    );
    process.exit(2);
  }
  const text = readFileSync(join(folder, 'pima', 'pima-indians-diabetes.csv'), 'utf8');
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number));
  return {
    train: recordsOf(rows.filter((_, i) => i % 5 !== 4)),
    test: recordsOf(rows.filter((_, i) => i % 5 === 4)),
  };
}

function recordsOf(rows: readonly number[][]): Records {
  return {
    x: ndArray(rows.map((row) => row.slice(0, 8))),
    y: ndArray(rows.map((row) => row[8] ?? Number.NaN)),
  };
}
