import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '@myelin/core';
import type { Table } from '@myelin/table';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fileServer, status, whole } from '../../test-support/file-server.ts';
import { emptyFolder } from '../../test-support/sample-file.ts';
import { advertising } from './advertising.ts';
import { autoMpg } from './auto-mpg.ts';
import { pima } from './pima.ts';
import { titanic } from './titanic.ts';

const folder = process.env.MYELIN_DATA ?? '';
const have = (...path: string[]): boolean => existsSync(join(folder, ...path));

afterEach(() => vi.unstubAllEnvs());

const cells = (rows: Table, name: string): readonly unknown[] =>
  rows.columns.find((column) => column.name === name)?.toArray() ?? [];
const count = (rows: Table, name: string, value: unknown): number =>
  cells(rows, name).filter((cell) => cell === value).length;
const missing = (rows: Table, name: string): number => count(rows, name, null);
const mean = (rows: Table, name: string): number =>
  cells(rows, name).reduce<number>((sum, cell) => sum + (cell as number), 0) / rows.length;

describe.skipIf(!have('pima'))('the real Pima file (needs pima/ in MYELIN_DATA)', () => {
  test('has the known figures', async () => {
    const rows = await pima.load();
    expect(rows.shape).toEqual([768, 9]);
    expect(rows.row(0)).toEqual({
      Pregnancies: 6,
      Glucose: 148,
      BloodPressure: 72,
      SkinThickness: 35,
      Insulin: 0,
      BMI: 33.6,
      DiabetesPedigreeFunction: 0.627,
      Age: 50,
      Outcome: 1,
    });
    expect([count(rows, 'Outcome', 0), count(rows, 'Outcome', 1)]).toEqual([500, 268]);
    expect(rows.drop('Outcome').toNdArray().shape).toEqual([768, 8]);
  });
});

describe.skipIf(!have('advertising'))(
  'the real Advertising file (needs advertising/ in MYELIN_DATA)',
  () => {
    test('has the known figures', async () => {
      const rows = await advertising.load();
      expect(rows.shape).toEqual([200, 4]);
      expect(rows.row(0)).toEqual({ TV: 230.1, Radio: 37.8, Newspaper: 69.2, Sales: 22.1 });
      for (const [name, value] of [
        ['TV', 147.0425],
        ['Radio', 23.264],
        ['Newspaper', 30.554],
        ['Sales', 14.0225],
      ] as const) {
        expect(mean(rows, name)).toBeCloseTo(value, 6);
      }
    });
  },
);

describe.skipIf(!have('auto-mpg'))(
  'the real Auto MPG file (needs auto-mpg/ in MYELIN_DATA)',
  () => {
    test('has the known figures', async () => {
      const rows = await autoMpg.load();
      expect(rows.shape).toEqual([398, 9]);
      expect(rows.row(0)).toEqual({
        mpg: 18,
        cylinders: 8,
        displacement: 307,
        horsepower: 130,
        weight: 3504,
        acceleration: 12,
        model_year: 70,
        origin: 1,
        car_name: 'chevrolet chevelle malibu',
      });
      expect(missing(rows, 'horsepower')).toBe(6);
      expect(mean(rows, 'mpg')).toBeCloseTo(23.5146, 4);
    });
  },
);

describe.skipIf(!have('titanic'))('the real Titanic files (need titanic/ in MYELIN_DATA)', () => {
  test('have the known figures', async () => {
    const { train, test: held } = await titanic.load();
    expect([train.shape, held.shape]).toEqual([
      [891, 12],
      [418, 11],
    ]);
    expect([count(train, 'Survived', 0), count(train, 'Survived', 1)]).toEqual([549, 342]);
    expect(['Age', 'Cabin', 'Embarked'].map((name) => missing(train, name))).toEqual([177, 687, 2]);
    expect([count(train, 'Sex', 'male'), count(train, 'Sex', 'female')]).toEqual([577, 314]);
    expect(train.row(0)).toMatchObject({
      PassengerId: 1,
      Name: 'Braund, Mr. Owen Harris',
      Age: 22,
      Ticket: 'A/5 21171',
      Cabin: null,
    });
    const fare: number | null = held.row(0).Fare; // the type says what a column holds
    expect(fare).toBe(7.8292);
  });
});

describe('over HTTP', () => {
  test('a file that is another one is refused', async () => {
    vi.stubEnv('MYELIN_DATA', '');
    const { url } = await fileServer(whole(new Uint8Array(5166)));
    const options = { mirrors: [url], cacheFolder: await emptyFolder(), attempts: 1 };
    const error = await advertising.load(options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DataError);
    expect(String(error)).toContain('advertising.load: `Advertising.csv` could not be downloaded');
    expect(String(error)).toContain('instead of 69104adc');
  });

  test('an error names the data set, the file and the mirror', async () => {
    vi.stubEnv('MYELIN_DATA', '');
    const { url } = await fileServer(status(404));
    const error = await titanic
      .load({ mirrors: [url], cacheFolder: await emptyFolder() })
      .catch((reason: unknown) => reason);
    expect(String(error)).toContain('titanic.load: `train.csv` could not be downloaded');
    expect(String(error)).toContain(`${url}train.csv answered 404`);
  });
});
