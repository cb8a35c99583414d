import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArgumentError, DataError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { damaged } from '../../test-support/damaged.ts';
import * as files from '../../test-support/recorded-files.ts';
import {
  fromRows,
  readArrow,
  readCsv,
  readParquet,
  table,
  toParquet,
  writeParquet,
} from '../index.ts';

/** What pyarrow was told to write. */
const people = [
  {
    id: 1,
    age: 30.5,
    name: '김 Kim',
    member: true,
    count: 1,
    code: '9007199254740993',
    seen: '2024-02-29T12:30:00.123456',
    born: '2000-01-31',
    price: 1.1,
    city: 'Seoul',
  },
  {
    id: 2,
    age: null,
    name: 'Sato',
    member: null,
    count: 9007199254740991,
    code: '-5',
    seen: null,
    born: '1950-06-01',
    price: -0.07,
    city: 'Seoul',
  },
  {
    id: 3,
    age: 27,
    name: null,
    member: false,
    count: null,
    code: null,
    seen: '1969-12-31T23:59:59.500000',
    born: null,
    price: null,
    city: 'Busan',
  },
];

describe('Parquet and Arrow files of pyarrow', () => {
  test('integers, doubles, texts, times, days, decimals and dictionaries', async () => {
    expect((await readParquet(files.parquetSnappy)).toRows()).toEqual(people);
    expect((await readArrow(files.arrowPlain)).toRows()).toEqual(people);
    expect((await readArrow(files.arrowStream)).toRows()).toEqual(people);
  });

  test.each([
    ['unpacked', files.parquetNone],
    ['gzip', files.parquetGzip],
    ['brotli', files.parquetBrotli],
    ['Zstandard', files.parquetZstd],
    ['LZ4', files.parquetLz4],
    ['pages of version 2, in two groups', files.parquetV2],
  ])('Parquet, %s', async (_, file) => {
    const expected = people.map((row) => ({ id: row.id, name: row.name }));
    expect((await readParquet(file)).toRows()).toEqual(expected);
  });

  test.each([
    ['LZ4', files.arrowLz4],
    ['Zstandard', files.arrowZstd],
  ])('Feather, %s', async (_, file) => {
    const { columns, length } = await readArrow(file);
    expect(length).toBe(300);
    expect(columns[0]?.toArray()).toEqual(Array.from({ length: 300 }, (_, i) => i));
    expect(columns[1]?.toArray()).toEqual(Array.from({ length: 300 }, (_, i) => `row ${i % 7}`));
  });

  test('columns are chosen by name, past those that cannot be read', async () => {
    expect((await readParquet(files.parquetNested, { columns: ['id'] })).shape).toEqual([2, 1]);
    expect((await readArrow(files.arrowNested, { columns: ['id'] })).shape).toEqual([2, 1]);
    const read = readParquet(files.parquetNone, { columns: ['nane'] });
    await expect(read).rejects.toThrow(ArgumentError);
    await expect(read).rejects.toThrow('did you mean "name"');
  });

  test('what is nested in a column is not taken for a column of its name', async () => {
    // { s: { age: decimal(5, 0), id: list }, age: double, id: int32 }
    const options = { columns: ['age', 'id'] };
    expect((await readParquet(files.parquetTwins, options)).toColumns()).toEqual({
      age: [30.5, 27.25],
      id: [1, 2],
    });
  });

  test('lists, objects and raw bytes are refused by name', async () => {
    await expect(readParquet(files.parquetNested)).rejects.toThrow(
      'column "tags" must hold numbers, texts, booleans or dates, received lists or objects',
    );
    await expect(readArrow(files.arrowNested)).rejects.toThrow('column "tags" must hold numbers');
    await expect(readParquet(files.parquetBytes)).rejects.toThrow('column "raw" must hold numbers');
  });

  test('one given in the place of the other is told, and a file that is cut off', async () => {
    await expect(readArrow(files.parquetNone)).rejects.toThrow('readParquet()');
    await expect(readParquet(files.arrowPlain)).rejects.toThrow('readArrow()');
    await expect(readCsv(files.arrowStream)).rejects.toThrow('readArrow()');
    await expect(readParquet(files.parquetNone.slice(0, -9))).rejects.toThrow('is cut off');
    await expect(readParquet(files.parquetNone, { maxBytes: 400 })).resolves.toBeDefined();
    await expect(readParquet(files.parquetNone, { maxBytes: 40 })).rejects.toThrow('`maxBytes`');
  });

  const readers = Object.entries(files).map(([name, bytes]) => {
    return { name, bytes, read: name.startsWith('arrow') ? readArrow : readParquet };
  });

  test.each(readers)('damaged at random, $name is read or refused', async ({ bytes, read }) => {
    let refused = 0;
    for (const copy of damaged(bytes, 60, 5)) {
      const error = await read(copy).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error === undefined) continue;
      expect(error).toBeInstanceOf(DataError);
      refused++;
    }
    expect(refused).toBeGreaterThan(20);
  });
});

describe('Parquet files that are written', () => {
  test('read back the same', async () => {
    const given = fromRows(people).with('age', [0.1, null, Infinity]);
    const folder = await mkdtemp(join(tmpdir(), 'myelin-table-'));
    try {
      const path = join(folder, 'people.parquet');
      await writeParquet(path, given);
      expect((await readParquet(path)).toRows()).toEqual(given.toRows());
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('a column of several kinds is refused', async () => {
    await expect(toParquet(table({ a: [1, 'x'] }))).rejects.toThrow(
      'column `a` holds values of several kinds',
    );
  });
});
