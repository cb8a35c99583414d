import { DataError } from '@myelin/core';
import { expect, expectTypeOf, test } from 'vitest';
import { csvBatches, parseCsv, type Table } from '../index.ts';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const lines = (count: number, row: (i: number) => string): Uint8Array =>
  bytes(`a,b\n${Array.from({ length: count }, (_, i) => row(i)).join('\n')}`);

async function all<T>(batches: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const batch of batches) list.push(batch);
  return list;
}

test('batches have the size that was asked for, and all rows in order', async () => {
  const source = lines(40_001, (i) => `${i},"t ${i % 7}"`);
  const tables = await all(csvBatches(source, { batchSize: 4000 }));
  expect(tables.map(({ length }) => length)).toEqual([...Array(10).fill(4000), 1]);
  expect(tables[10]?.toRows()).toEqual([{ a: 40_000, b: 't 2' }]);
  const [first, ...others] = tables;
  expect(first?.concat(...others).toRows()).toEqual(
    parseCsv(new TextDecoder().decode(source)).toRows(),
  );
});

test('kinds are declared or found from the first rows, and stay', async () => {
  const source = lines(30, (i) => (i < 20 ? `,${i}` : `${i},`));
  const options = { batchSize: 10, types: { a: 'text' } } as const;
  const tables = await all(csvBatches(source, options));
  expectTypeOf(tables).toEqualTypeOf<Table<{ readonly a: string | null }>[]>();
  expect(tables.map(({ columns }) => columns.map(({ kind }) => kind))).toEqual(
    Array(3).fill(['text', 'number']),
  );
  expect(tables[2]?.row(0)).toEqual({ a: '20', b: null });
});

test('a later value that does not fit is told with row, column, value and how to declare it', async () => {
  const source = lines(12_000, (i) => `${i},${i === 11_000 ? 'N/K' : i}`);
  const read = all(csvBatches(source, { batchSize: 100 }));
  await expect(read).rejects.toThrow(DataError);
  await expect(read).rejects.toThrow(
    'column "b" must hold numbers (the first 10000 rows hold nothing else), received "N/K" in row 11000 (line 11002: "11000,N/K")',
  );
  await expect(read).rejects.toThrow(`declare it as { types: { "b": 'text' } }`);
});

test('who stops early closes the source', async () => {
  let isClosed = false;
  async function* endless() {
    try {
      yield bytes('a,b\n');
      for (;;) yield bytes('1,2\n'.repeat(50_000));
    } finally {
      isClosed = true;
    }
  }
  for await (const { length } of csvBatches(endless(), { batchSize: 64 })) {
    expect(length).toBe(64);
    break;
  }
  expect(isClosed).toBe(true);
  const limited = await all(csvBatches(endless(), { batchSize: 64, limit: 100 }));
  expect(limited.map(({ length }) => length)).toEqual([64, 36]);
});

test('small batches of a large block cost no more than their rows', async () => {
  // Were the rows that are left copied for each batch, this would take half a minute.
  const source = lines(100_000, (i) => `${i},${i % 7}`);
  const sums = { rows: 0, b: 0 };
  for await (const table of csvBatches(source, { batchSize: 1, inferFrom: 10 })) {
    sums.rows += table.length;
    sums.b += Number(table.row(0).b);
  }
  // 14285 whole weeks of 21, and then 0 + 1 + 2 + 3 + 4.
  expect(sums).toEqual({ rows: 100_000, b: 14_285 * 21 + 10 });
}, 10_000);
