import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AbortError,
  ArgumentError,
  DataError,
  type NdArray,
  ndArray,
  ShapeError,
  StateError,
  type StringArray,
} from '@myelin/core';
import { csvBatches, readCsv } from '@myelin/table';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import { plainElements } from '../../test-support/plain.ts';
import type { DataArray } from './arrays.ts';
import type { Dataset } from './dataset.ts';
import { fromCsv } from './from-csv.ts';
import { fromGenerator } from './from-generator.ts';
import { fromTable } from './from-table.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const homes = bytes(
  'size,place,sold,price\n50,Ulsan,true,1.5\n60,Jeju,false,2.5\n,Seoul,true,3.5\n70,Busan,false,4.5\n80,Daegu,true,5.5\n',
);
const types = { size: 'number', place: 'text', sold: 'boolean', price: 'number' } as const;

/** Row `i` holds i and 2 i. */
const counted = (rows: number): Uint8Array =>
  bytes(`a,b\n${Array.from({ length: rows }, (_, i) => `${i},${2 * i}\n`).join('')}`);
const pair = { a: 'number', b: 'number' } as const;

describe('elements', () => {
  test('are the rows that fromTable gives, whatever the size of a block', async () => {
    const options = { features: ['sold', 'size'], target: 'price', sampleWeight: 'size' } as const;
    const table = await readCsv(homes, { types });
    const expected = await plainElements(fromTable(table, options));
    expect(expected[0]).toEqual({ x: [1, 50], y: 1.5, sampleWeight: 50 });
    for (const blockSize of [1, 2, 5, 100]) {
      const dataset = fromCsv(homes, { types, ...options, blockSize });
      expectTypeOf(dataset).toMatchTypeOf<Dataset<{ readonly x: NdArray; readonly y: NdArray }>>();
      expect(await plainElements(dataset)).toEqual(expected);
    }
  });

  test('have all columns but the target if none are named', async () => {
    const dataset = fromCsv(bytes('a,b,c\n1,2,3\n'), { target: 'c' });
    expectTypeOf(dataset).toMatchTypeOf<Dataset<{ readonly x: NdArray; readonly y: DataArray }>>();
    expect(await plainElements(dataset)).toEqual([{ x: [1, 2], y: 3 }]);
    expect(dataset.elementSpec).toBeUndefined();
  });

  test('may be records with texts, and have targets of texts', async () => {
    const dataset = fromCsv(homes, { types, form: 'record', features: ['size', 'place'] });
    const [batch] = await collect(dataset.batch(3));
    expectTypeOf(batch!.x.place).toEqualTypeOf<StringArray>();
    expectTypeOf(batch!.x.size).toEqualTypeOf<NdArray>();
    expect(batch?.x.place.toArray()).toEqual(['Ulsan', 'Jeju', 'Seoul']);
    const named = fromCsv(homes, { types, features: ['price'], target: 'place' });
    expectTypeOf(named).toMatchTypeOf<Dataset<{ readonly y: StringArray }>>();
    expect((await plainElements(named))[3]).toEqual({ x: [4.5], y: 'Busan' });
  });

  test('are known beforehand where columns are named and declared', async () => {
    const dataset = fromCsv(homes, { types, features: ['size', 'price'], target: 'place' });
    expect(Object.values(dataset.elementSpec ?? {}).map(String)).toEqual([
      'float32 [2]',
      'string []',
    ]);
    expect(dataset.cardinality).toBe('unknown');
    const loose = fromCsv(homes, { types, form: 'record', features: ['size'], target: ['price'] });
    expect(String(loose.elementSpec?.x.size)).toBe('float32 []');
    expect(String(loose.elementSpec?.y)).toBe('float32 [1]');
  });

  test('take options of reading CSV', async () => {
    const dataset = fromCsv(bytes('# made up\n1;2\n3;4\n5;6\n'), {
      header: ['a', 'b'],
      delimiter: ';',
      comment: '#',
      limit: 2,
      target: 'b',
    });
    expect(await plainElements(dataset)).toEqual([
      { x: [1], y: 2 },
      { x: [3], y: 4 },
    ]);
  });
});

describe('rows', () => {
  test('make batches across blocks, and views within one', async () => {
    const dataset = fromCsv(counted(10), { types: pair, target: 'b', blockSize: 4 });
    const batches = await collect(dataset.batch(3));
    expect(batches.map(({ x }) => Array.from(x.data))).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [6, 7, 8],
      [9],
    ]);
    expect(batches.map(({ y }) => Array.from(y.data))[1]).toEqual([6, 8, 10]);
    expect(await collect(dataset.batch(3, { dropRemainder: true }))).toHaveLength(3);
    const [first, second] = await collect(dataset.batch(2));
    expect(first?.x.data.buffer).toBe(second?.x.data.buffer);
  });

  test.each([1, 3, 7, 100])(
    'are shuffled as other elements, through a buffer of %i',
    async (size) => {
      const rows = fromTable(await readCsv(counted(50), { types: pair }), { target: 'b' });
      const dataset = fromCsv(counted(50), { types: pair, target: 'b', blockSize: 8 });
      for (const pass of [rows, dataset].map((one) => one.shuffle(size, { seed: 3 }).batch(4))) {
        const found = (await collect(pass)).flatMap(({ x }) => Array.from(x.data));
        expect([...found].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
      }
      const shuffled = (one: typeof rows) => plainElements(one.shuffle(size, { seed: 3 }));
      expect(await shuffled(dataset as never)).toEqual(await shuffled(rows));
    },
  );

  test('go through all that chooses among rows as elements of a table do', async () => {
    const rows = fromTable(await readCsv(counted(30), { types: pair }), { target: 'b' });
    const dataset = fromCsv(counted(30), { types: pair, target: 'b', blockSize: 7 });
    const chains: ((one: Dataset<{ readonly x: NdArray }>) => Dataset<{ readonly x: NdArray }>)[] =
      [
        (one) => one.take(0),
        (one) => one.take(9).batch(4),
        (one) => one.skip(8).batch(4),
        (one) => one.shard(3, 1).batch(4),
        (one) => one.take(5).repeat(3).batch(4),
        (one) => one.shuffle(10, { seed: 1 }).repeat(2).batch(7),
        (one) => one.cache().skip(3).batch(8),
        (one) => one.assertCardinality(30).shuffle(undefined, { seed: 2 }).batch(8),
        (one) => one.filter(({ x }) => x.at(0) % 2 === 0).batch(8),
        (one) => one.concatenate(one).batch(8),
        (one) => one.window(4).flatMap((window) => window.batch(4)),
      ];
    for (const chain of chains) {
      expect(await plainElements(chain(dataset))).toEqual(await plainElements(chain(rows)));
    }
  });

  test('with texts are shuffled too', async () => {
    const dataset = fromCsv(homes, { types, form: 'record', target: 'price', blockSize: 2 });
    const batches = await collect(dataset.shuffle(3, { seed: 1 }).batch(5));
    const { x, y } = batches[0]!;
    const places = ['Ulsan', 'Jeju', 'Seoul', 'Busan', 'Daegu'];
    expect(Array.from(y.data, (price) => places[price - 1.5])).toEqual(x.place.toArray());
    expect(new Set(y.data).size).toBe(5);
  });

  test('are counted where somebody said how many there are', async () => {
    const dataset = fromCsv(counted(10), { types: pair, blockSize: 4 });
    expect(dataset.assertCardinality(10).batch(4).cardinality).toBe(3);
    await expect(collect(dataset.assertCardinality(9))).rejects.toThrow('holds at least 10');
    await expect(collect(dataset.assertCardinality(11).batch(2))).rejects.toThrow('holds only 10');
  });
});

describe('map', () => {
  test('makes the elements, block by block, and may leave rows out', async () => {
    const lengths: number[] = [];
    const dataset = fromCsv(homes, {
      types,
      blockSize: 2,
      map: (table) => {
        lengths.push(table.length);
        const full = table.dropMissing();
        return { x: full.toNdArray('size', 'price'), y: full.column('place').toStringArray() };
      },
    });
    expectTypeOf(dataset).toEqualTypeOf<
      Dataset<{ readonly x: NdArray; readonly y: StringArray }>
    >();
    expect(await plainElements(dataset.take(3))).toEqual([
      { x: [50, 1.5], y: 'Ulsan' },
      { x: [60, 2.5], y: 'Jeju' },
      { x: [70, 4.5], y: 'Busan' },
    ]);
    expect(lengths).toEqual([2, 2]);
  });

  test('may be asynchronous, and give lists of arrays', async () => {
    const dataset = fromCsv(counted(3), {
      types: pair,
      map: async (table) => [table.column('a').toNdArray(), table.column('b').toNdArray()],
    });
    expect(await plainElements(dataset)).toEqual([
      [0, 0],
      [1, 2],
      [2, 4],
    ]);
  });

  test.each<[string, (table: { readonly length: number }) => unknown, string]>([
    [
      'throws',
      () => {
        throw new TypeError('no idea');
      },
      '`map` failed at rows 0 to 1: no idea',
    ],
    ['gives no arrays', () => ({ x: 3 }), '`x` must be an NdArray'],
    ['gives scalars', () => ({ x: ndArray(3) }), '`x` is a scalar, which has no rows'],
    [
      'gives arrays of different lengths',
      () => ({ x: ndArray([1, 2]), y: ndArray([1]) }),
      '`x` has 2 rows and `y` has 1',
    ],
  ])('that %s is answered with the rows', async (_, map, message) => {
    const dataset = fromCsv(homes, { types, blockSize: 2, map: map as never });
    const error = await collect(dataset).catch((reason) => reason);
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toContain(message);
    expect(error.message).toContain('rows 0 to 1');
    expect(error.cause).toBeInstanceOf(Error);
  });

  test('must give the same arrays each time', async () => {
    let blocks = 0;
    const map = () => ({ x: ndArray([blocks++ === 0 ? [1] : [1, 2]]) });
    const error = await collect(fromCsv(homes, { blockSize: 3, map })).catch((reason) => reason);
    expect(error).toBeInstanceOf(ShapeError);
    expect(error.message).toContain(
      'rows 3 to 4 became x int32 [2] where those before became x int32 [1]',
    );
  });
});

describe('a file', () => {
  let folder = '';
  let path = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'myelin-csv-'));
    path = join(folder, 'counted.csv');
    await writeFile(path, counted(100_000));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is opened anew for each pass', async () => {
    const other = join(folder, 'changed.csv');
    await writeFile(other, counted(2));
    const dataset = fromCsv(other, { types: pair, target: 'b' });
    expect(await plainElements(dataset)).toEqual([
      { x: [0], y: 0 },
      { x: [1], y: 2 },
    ]);
    await writeFile(other, 'a,b\n5,6\n');
    expect(await plainElements(dataset)).toEqual([{ x: [5], y: 6 }]);
  });

  test('is read no further than asked for', async () => {
    let read = 0;
    const onProgress = ({ bytes }: { readonly bytes: number }) => {
      read = bytes;
    };
    const dataset = fromCsv(path, { types: pair, target: 'b', blockSize: 100, onProgress });
    for await (const { x } of dataset.batch(10)) {
      expect(x.at(9, 0)).toBe(9);
      break;
    }
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(500_000);
  });

  test.each<[string, (one: Dataset) => Dataset]>([
    ['rows', (one) => one],
    ['batches', (one) => one.batch(2)],
    ['shuffled batches', (one) => one.shuffle(3).repeat().batch(2)],
    ['rows that are left out', (one) => one.skip(1).take(2)],
    ['kept ones', (one) => one.cache().prefetch()],
  ])('is closed when a loop over %s is left', async (_, chain) => {
    let closed = 0;
    const source = (async function* () {
      try {
        yield bytes('a,b\n');
        for (;;) yield bytes('1,2\n3,4\n5,6\n');
      } finally {
        closed++;
      }
    })();
    const dataset: Dataset = fromCsv(source, { types: pair, target: 'b', blockSize: 4 });
    for await (const { x } of chain(dataset)) {
      expect(x.data[0]).toBeGreaterThan(0);
      break;
    }
    expect(closed).toBe(1);
  });

  test('stops at a signal', async () => {
    const controller = new AbortController();
    const dataset = fromCsv(path, { types: pair, target: 'b', signal: controller.signal });
    const error = await (async () => {
      for await (const _ of dataset.batch(1000)) controller.abort();
    })().catch((reason) => reason);
    expect(error).toBeInstanceOf(AbortError);
  });

  test('that is a stream is read once, and kept by cache()', async () => {
    const stream = () => new Blob([counted(5) as Uint8Array<ArrayBuffer>]).stream();
    const dataset = fromCsv(stream(), { types: pair, target: 'b' });
    expect(await collect(dataset)).toHaveLength(5);
    const error = await collect(dataset).catch((reason) => reason);
    expect(error).toBeInstanceOf(StateError);
    expect(error.message).toContain('a stream can be gone through once only');
    const kept = fromCsv(stream(), { types: pair, target: 'b' }).cache();
    expect(await plainElements(kept)).toEqual(await plainElements(kept));
  });
});

test.each<[string, object, string]>([
  ['batchSize', { batchSize: 32 }, 'call batch(32) on the data set'],
  ['options of other names', { traget: 'a' }, 'did you mean `target`'],
  ['blocks without rows', { blockSize: 0 }, '`blockSize` must be a whole number of at least 1'],
  ['unknown forms', { form: 'recrd' }, "did you mean 'record'"],
  ['a map that is no function', { map: 3 }, '`map` must be a function'],
  ['map beside a target', { map: () => ({}), target: 'a' }, 'leave `target` out'],
])('refuses %s before anything is read', (_, options, message) => {
  expect(() => fromCsv('nowhere.csv', options as never)).toThrow(ArgumentError);
  expect(() => fromCsv('nowhere.csv', options as never)).toThrow(message);
});

test.each<[string, object, string]>([
  ['columns that are not there', { features: ['size'], target: 'prize' }, 'did you mean "price"'],
  [
    'texts in one array',
    { types, target: 'price' },
    'rows 0 to 4: column `place` must hold numbers',
  ],
  ['no features', { columns: ['price'], target: 'price' }, '`features` must name at least one'],
  ['no targets', { features: ['price'], target: [] }, '`target` must name at least one'],
  ['what does not fit its type', { types: { place: 'number' }, target: 'price' }, 'place'],
])('refuses %s in the pass', async (_, options, message) => {
  await expect(collect(fromCsv(homes, options as never))).rejects.toThrow(message);
});

test('tables are no elements of generators: the error names what makes rows of them', async () => {
  // @ts-expect-error A table is not an element.
  const dataset = fromGenerator(() => csvBatches(homes, { types }));
  const error = await collect(dataset).catch((reason) => reason);
  expect(error).toBeInstanceOf(DataError);
  expect(error.message).toContain('received a Table of 5 rows as element 0');
  expect(error.message).toContain('fromCsv(source, { target })');
});
