import { createHash } from 'node:crypto';
import { ArgumentError, DataError } from '@myelin/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fileServer } from '../../test-support/file-server.ts';
import { numpyFile } from '../../test-support/numpy-files.ts';
import { emptyFolder } from '../../test-support/sample-file.ts';
import type { CaliforniaHousingOptions } from './california-housing.ts';
import { housingDataset } from './housing-dataset.ts';

beforeEach(() => vi.stubEnv('MYELIN_DATA', ''));
afterEach(() => vi.unstubAllEnvs());

async function tiny(featureNames = ['rooms', 'age']) {
  const content = numpyFile('houses');
  const { url } = await fileServer((response) => response.end(content));
  const data = housingDataset<CaliforniaHousingOptions>({
    name: 'tiny',
    description: 'five houses',
    license: 'none',
    source: 'this test',
    featureNames,
    targetName: 'value',
    classNames: [],
    file: {
      name: 'houses.npz',
      mirrors: [url],
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    },
    versions: { small: 2, large: 5 },
  });
  return { data, cacheFolder: await emptyFolder() };
}

test('a fifth is kept apart, and every row stays whole', async () => {
  const { data, cacheFolder } = await tiny();
  const { train, test: held } = await data.load({ cacheFolder });
  expect([train.x.shape, train.y.shape, held.x.shape, held.y.shape]).toEqual([
    [4, 2],
    [4],
    [1, 2],
    [1],
  ]);
  expect([train.x.dtype, train.y.dtype]).toEqual(['float32', 'float32']);
  const values = new Map<number, unknown>();
  for (const { x, y } of [train, held]) {
    for (let row = 0; row < y.size; row++) values.set(y.at(row), x.row(row).toArray());
  }
  expect(Object.fromEntries(values)).toEqual({
    100: [1.5, 2],
    200: [3, 4],
    300: [5, 6],
    400: [7, 8],
    500: [9, 10],
  });
});

test('the small version is the first rows', async () => {
  const { data, cacheFolder } = await tiny();
  const { train } = await data.load({ cacheFolder, version: 'small', testFraction: 0 });
  expect([...train.y.data].sort()).toEqual([100, 200]);
});

test('a table names the columns', async () => {
  const { data, cacheFolder } = await tiny();
  const houses = await data.table({ cacheFolder });
  expect(houses.toRows().slice(0, 2)).toEqual([
    { rooms: 1.5, age: 2, value: 100 },
    { rooms: 3, age: 4, value: 200 },
  ]);
});

test.each([
  [{ version: 'smal' }, "did you mean 'small'"],
  [{ testFraction: -1 }, '`testFraction`'],
  [{ seeds: 1 }, 'did you mean `seed`'],
])('%j is refused', async (options, why) => {
  const { data, cacheFolder } = await tiny();
  const error = await data.load({ cacheFolder, ...options } as object).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ArgumentError);
  expect(String(error)).toContain(why);
});

test('a file with another number of features is refused', async () => {
  const { data, cacheFolder } = await tiny(['rooms', 'age', 'place']);
  const error = await data.load({ cacheFolder }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  expect(String(error)).toContain('rows `x` of 3 features');
});
