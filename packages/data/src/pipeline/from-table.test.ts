import { ArgumentError, DataError, type NdArray, type StringArray } from '@myelin/core';
import { fromRows, table } from '@myelin/table';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import { plainElements } from '../../test-support/plain.ts';
import type { Dataset } from './dataset.ts';
import { fromTable } from './from-table.ts';

const homes = table({
  size: [50, 60, null],
  place: ['Ulsan', 'Jeju', 'Seoul'],
  sold: [true, false, true],
  price: [1.5, 2.5, 3.5],
});

describe('features as one array', () => {
  test('are all columns but the target', async () => {
    const dataset = fromTable(homes.drop('place'), { target: 'price' });
    expectTypeOf(dataset).toMatchTypeOf<Dataset<{ readonly x: NdArray; readonly y: NdArray }>>();
    expect(await plainElements(dataset)).toEqual([
      { x: [50, 1], y: 1.5 },
      { x: [60, 0], y: 2.5 },
      { x: [Number.NaN, 1], y: 3.5 },
    ]);
    const [batch] = await collect(dataset.batch(3));
    expect([batch?.x.dtype, batch?.y.dtype]).toEqual(['float32', 'float32']);
    expect(dataset.cardinality).toBe(3);
  });

  test('come in the order that is asked for, with several targets and weights', async () => {
    const dataset = fromTable(homes, {
      features: ['sold', 'size'],
      target: ['price', 'size'],
      sampleWeight: 'price',
    });
    const [first] = await plainElements(dataset);
    expect(first).toEqual({ x: [1, 50], y: [1.5, 50], sampleWeight: 1.5 });
  });

  test('may come without a target, or with one of texts', async () => {
    const alone = fromTable(homes, { features: ['price'] });
    expect(await plainElements(alone.take(1))).toEqual([{ x: [1.5] }]);
    const named = fromTable(homes, { features: ['price'], target: 'place' });
    expectTypeOf(named).toMatchTypeOf<Dataset<{ readonly y: StringArray }>>();
    expect(await plainElements(named.take(1))).toEqual([{ x: [1.5], y: 'Ulsan' }]);
  });
});

test('features as a record have an array for each column', async () => {
  const dataset = fromTable(homes, { target: 'price', form: 'record' });
  const [batch] = await collect(dataset.batch(2));
  expectTypeOf(batch!.x.place).toEqualTypeOf<StringArray>();
  expectTypeOf(batch!.x.size).toEqualTypeOf<NdArray>();
  expect(await plainElements(dataset.take(1))).toEqual([
    { x: { size: 50, place: 'Ulsan', sold: 1 }, y: 1.5 },
  ]);
  expect(batch?.x.place.shape).toEqual([2]);
});

test('rows of tables are gathered, as those of arrays are', async () => {
  const rows = fromRows(Array.from({ length: 100 }, (_, i) => ({ a: i, b: 2 * i })));
  for await (const { x, y } of fromTable(rows, { target: 'b' })
    .shuffle(100, { seed: 1 })
    .batch(32)) {
    expect(Array.from(y.data)).toEqual(Array.from(x.data, (a) => 2 * a));
  }
});

test.each<[string, () => unknown, new (...args: never[]) => Error, string]>([
  [
    'texts in one array',
    () => fromTable(homes, { target: 'price' }),
    DataError,
    'column `place` must hold numbers',
  ],
  [
    'unknown columns',
    () => fromTable(homes, { features: ['prize'] as never }),
    ArgumentError,
    'did you mean `price`',
  ],
  [
    'unknown targets',
    () => fromTable(homes, { target: 'prize' as never, form: 'record' }),
    ArgumentError,
    'did you mean `price`',
  ],
  [
    'no features',
    () => fromTable(homes.select('price'), { target: 'price' }),
    ArgumentError,
    '`features` must name at least one column',
  ],
  [
    'unknown options',
    () => fromTable(homes, { label: 'price' } as never),
    ArgumentError,
    '`label` is not an option',
  ],
  [
    'unknown forms',
    () => fromTable(homes, { form: 'recrd' as never }),
    ArgumentError,
    "did you mean 'record'",
  ],
  [
    'what is no table',
    () => fromTable([{ a: 1 }] as never),
    ArgumentError,
    '`table` must be a Table',
  ],
])('refuses %s', (_, build, kind, message) => {
  expect(build).toThrow(kind);
  expect(build).toThrow(message);
});
