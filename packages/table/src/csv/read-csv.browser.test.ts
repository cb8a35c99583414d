import { DataError } from '@myelin/core';
import { expect, test } from 'vitest';
import { arrowLz4, parquetSnappy } from '../../test-support/recorded-files.ts';
import { readArrow, readCsv, readParquet, table, writeCsv } from '../index.ts';

test('a page reads addresses, files and packed bytes', async () => {
  const text = 'name,age\nKim,30\n';
  const rows = [{ name: 'Kim', age: 30 }];
  const url = URL.createObjectURL(new Blob([text]));
  expect((await readCsv(url)).toRows()).toEqual(rows);
  expect((await readCsv(new File([text], 'people.csv'))).toRows()).toEqual(rows);
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  expect((await readCsv(packed)).toRows()).toEqual(rows);
  await expect(readCsv('/none-such.csv')).rejects.toThrow(DataError);
});

test('a page reads Parquet and Arrow', async () => {
  expect((await readParquet(parquetSnappy)).column('name').at(0)).toBe('김 Kim');
  expect((await readArrow(arrowLz4)).length).toBe(300);
});

test('a page writes into its own files', async () => {
  await writeCsv('people.csv', table({ age: [30, null] }));
  const root = await navigator.storage.getDirectory();
  const file = await (await root.getFileHandle('people.csv')).getFile();
  expect(await file.text()).toBe('age\n30\n""\n');
});
