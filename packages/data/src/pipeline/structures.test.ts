import {
  DataError,
  type NdArray,
  ndArray,
  ShapeError,
  StringArray,
  stringArray,
} from '@myelin/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import type { ArrayInput, Arrays } from '../index.ts';
import type { Dataset } from './dataset.ts';
import { fromArrays } from './from-arrays.ts';

const places = ['Ulsan', 'Jeju', 'Seoul', 'Busan', 'Mokpo'];
const homes = fromArrays(
  { size: [50, 60, 70, 80, 90], place: places },
  [ndArray([1, 2, 3, 4, 5]), Float32Array.of(0.5, 1.5, 2.5, 3.5, 4.5)],
  { first: [1, 1, 1, 1, 2], second: [3, 1, 1, 1, 1] },
);

/** The rows that elements or batches of homes come from, if all of their arrays agree on them. */
type Home = typeof homes extends Dataset<infer E> ? E : never;
function rowsIn({ x, y: [price, rent], sampleWeight: { first, second } }: Home): number[] {
  const flat = (array: NdArray | StringArray) => Array.from<number | string>(array.data);
  const rows = flat(x.place).map((place) => places.indexOf(place as string));
  expect(flat(x.size)).toEqual(rows.map((row) => 50 + 10 * row));
  expect(flat(price)).toEqual(rows.map((row) => row + 1));
  expect(flat(rent)).toEqual(rows.map((row) => row + 0.5));
  expect(flat(first)).toEqual(rows.map((row) => (row === 4 ? 2 : 1)));
  expect(flat(second)).toEqual(rows.map((row) => (row === 0 ? 3 : 1)));
  return rows;
}

const passOf = async (dataset: Dataset<Home>): Promise<number[][]> =>
  (await collect(dataset)).map(rowsIn);

// Behind map() elements are stacked one by one; without it rows are gathered. Both must give the same.
describe.each([
  { path: 'rows', dataset: homes },
  { path: 'elements behind map', dataset: homes.map((element) => element) },
])('records and lists of $path', ({ dataset }) => {
  test('are one row of each array', async () => {
    expect(await passOf(dataset)).toEqual([[0], [1], [2], [3], [4]]);
    const [element] = await collect(dataset);
    expect(element?.x.place).toEqual(new StringArray(['Ulsan'], []));
    expect(element?.x.size.shape).toEqual([]);
  });

  test('become batches of each array', async () => {
    expect(await passOf(dataset.batch(2))).toEqual([[0, 1], [2, 3], [4]]);
    expect(await passOf(dataset.batch(2, { dropRemainder: true }))).toEqual([
      [0, 1],
      [2, 3],
    ]);
    const [batch] = await collect(dataset.batch(2).batch(2));
    expect(batch?.x.place).toEqual(new StringArray(places.slice(0, 4), [2, 2]));
    expect(batch?.y[1]).toEqual(ndArray(Float32Array.of(0.5, 1.5, 2.5, 3.5), [2, 2]));
  });

  test('stay together when they are chosen and reordered', async () => {
    expect(await passOf(dataset.skip(1).take(2).repeat(2).batch(3))).toEqual([[1, 2, 1], [2]]);
    const [shuffled = []] = await passOf(dataset.shuffle(5, { seed: 1 }).batch(5));
    expect(shuffled).not.toEqual([0, 1, 2, 3, 4]);
    expect([...shuffled].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  test('keep the order of their names', async () => {
    const [batch] = await collect(dataset.batch(5));
    expect(Object.keys(batch?.x ?? {})).toEqual(['size', 'place']);
  });
});

test('`__proto__` is a name as others', async () => {
  const given = JSON.parse('{"__proto__": [1, 2], "b": [3, 4]}') as { b: number[] };
  for (const dataset of [fromArrays(given), fromArrays(given).map((e) => e)]) {
    const [batch] = await collect(dataset.batch(2));
    expect(Object.keys(batch?.x ?? {})).toEqual(['__proto__', 'b']);
    expect(Object.values(batch?.x ?? {}).map((array) => array.toArray())).toEqual([
      [1, 2],
      [3, 4],
    ]);
  }
});

test('texts are StringArrays, of any rank', async () => {
  const texts = fromArrays(places, [['a'], ['b'], ['c'], ['d'], ['e']]);
  expectTypeOf(texts).toEqualTypeOf<
    Dataset<{ readonly x: StringArray; readonly y: StringArray }>
  >();
  const [first, second] = await collect(texts.shuffle(1).batch(3));
  expect(first?.x).toEqual(new StringArray(places.slice(0, 3), [3]));
  expect(second?.y).toEqual(new StringArray(['d', 'e'], [2, 1]));
});

test('a list is several arrays only if it holds one', async () => {
  const [a, b] = [ndArray([1, 2]), stringArray(['c', 'd'])];
  const one = async (dataset: Dataset<{ readonly x: Arrays }>): Promise<Arrays | undefined> =>
    (await collect(dataset))[0]?.x;
  expect(await one(fromArrays([a, b]))).toEqual([a.row(0), b.row(0)]);
  expect(await one(fromArrays([[1, 2], a]))).toEqual([a.row(0), a.row(0)]);
  expect(await one(fromArrays([[a, b], { c: [a] }]))).toEqual([
    [a.row(0), b.row(0)],
    { c: [a.row(0)] },
  ]);
  expect(
    await one(
      fromArrays([
        [1, 2],
        [3, 4],
      ]),
    ),
  ).toEqual(a);
});

test('the types are those of what was given', () => {
  const a = ndArray([1, 2]);
  expectTypeOf(fromArrays({ a, b: ['c', 'd'] })).toEqualTypeOf<
    Dataset<{ readonly x: { readonly a: NdArray; readonly b: StringArray } }>
  >();
  expectTypeOf(fromArrays([a, Uint8Array.of(1, 2)], { c: [[true], [false]] })).toEqualTypeOf<
    Dataset<{
      readonly x: readonly [NdArray, NdArray];
      readonly y: { readonly c: NdArray };
    }>
  >();
  expectTypeOf(fromArrays({ a }, undefined, a)).toEqualTypeOf<
    Dataset<{ readonly x: { readonly a: NdArray }; readonly sampleWeight: NdArray }>
  >();
  expectTypeOf<typeof fromArrays<ArrayInput>>().returns.toEqualTypeOf<
    Dataset<{ readonly x: NdArray }>
  >();
  const arrays: NdArray[] = [a, a];
  expectTypeOf(fromArrays(arrays)).toEqualTypeOf<Dataset<{ readonly x: readonly NdArray[] }>>();
  // @ts-expect-error there is no c
  fromArrays({ a }).map(({ x: { c } }) => ({ x: c as NdArray }));
});

test('map may give another structure, or arrays that are no example', async () => {
  const scaled = homes.map(({ x: { size, place }, y: [price] }) => [
    { size: size.div(10), place },
    price,
  ]);
  expectTypeOf(scaled).toEqualTypeOf<
    Dataset<readonly [{ readonly size: NdArray; readonly place: StringArray }, NdArray]>
  >();
  const [batch] = await collect(scaled.batch(2));
  expect(batch?.[0].size.toArray()).toEqual([5, 6]);
  expect(batch?.[1].toArray()).toEqual([1, 2]);

  const names = homes.map(({ x }) => x.place);
  expectTypeOf(names).toEqualTypeOf<Dataset<StringArray>>();
  expect(await collect(names.batch(3))).toEqual([
    new StringArray(places.slice(0, 3), [3]),
    new StringArray(places.slice(3), [2]),
  ]);
});

describe('fromArrays refuses', () => {
  test.each<[string, () => unknown, new (...args: never[]) => Error, string]>([
    [
      'unequal rows within a record',
      () => fromArrays({ a: [1, 2, 3], b: ['c', 'd'] }),
      ShapeError,
      '`x.a` has 3 rows and `x.b` has 2',
    ],
    [
      'unequal rows of a list and a record',
      () => fromArrays([ndArray([1, 2])], { price: [1, 2], sold: [1] }),
      ShapeError,
      '`x.0` has 2 rows and `y.sold` has 1',
    ],
    ['an empty record', () => fromArrays({}), DataError, '`x` must hold at least one array'],
    [
      'an empty record in another',
      () => fromArrays({ a: [1], b: {} }),
      DataError,
      '`x.b` must hold at least one array, received an empty object',
    ],
    [
      'ragged lists',
      () => fromArrays({ a: [[1, 2], [3]] }),
      ShapeError,
      'fromArrays `x.a`: nested lists must be rectangular',
    ],
    [
      'ragged lists of texts',
      () => fromArrays([1, 2], { word: [['a', 'b'], ['c']] }),
      ShapeError,
      'fromArrays `y.word`: nested lists must be rectangular',
    ],
    [
      'a text alone',
      () => fromArrays('a text'),
      ShapeError,
      '`x` must have rows, received the scalar "a text"',
    ],
    [
      'numbers among texts',
      () => fromArrays({ a: ['b', 3] } as never),
      DataError,
      'fromArrays `x.a`: element [1] must be a text, received 3',
    ],
    [
      'what is missing',
      () => fromArrays({ a: undefined } as never),
      Error,
      'fromArrays `x.a`: values must be nested lists, a typed array or an NdArray, received undefined',
    ],
  ])('%s', (_, build, kind, message) => {
    expect(build).toThrow(kind);
    expect(build).toThrow(message);
  });
});

describe('batch refuses', () => {
  const elements = fromArrays({ a: [1, 2], b: ['c', 'd'] }, [0, 1]);
  const isSecond = ({ y }: { y: NdArray }): boolean => y.at() === 1;

  test.each<[string, Dataset<never>, string]>([
    [
      'records with other names',
      elements.map((e) => ({ x: isSecond(e) ? { a: e.x.a } : e.x })) as never,
      '`x` of element 1 of the batch has a where the first has a, b',
    ],
    [
      'an array in the place of a record',
      elements.map((e) => ({ x: isSecond(e) ? e.x.a : e.x })) as never,
      '`x` of element 1 of the batch has one array where the first has a, b',
    ],
    [
      'a record in the place of an array',
      elements.map((e) => ({ x: isSecond(e) ? e.x : e.x.a })) as never,
      '`x` of element 1 of the batch is an object with a, b where the first is an array',
    ],
    [
      'shorter lists',
      elements.map((e) => ({ x: isSecond(e) ? [e.x.a] : [e.x.a, e.x.b] })) as never,
      '`x` of element 1 of the batch has a list of 1 where the first has a list of 2',
    ],
    [
      'texts among numbers',
      elements.map((e) => ({ x: { c: isSecond(e) ? e.x.b : e.x.a } })) as never,
      '`x.c` of element 1 of the batch is string where the first is int32',
    ],
    [
      'arrays of other shapes that stand alone',
      elements.map((e) => (isSecond(e) ? ndArray([1]) : e.y)) as never,
      'element 1 of the batch has shape [1] where the first has []',
    ],
    [
      'what is no array',
      elements.map(({ x, y }) => ({ x, y: y.at() as never })) as never,
      '`y` must be an NdArray, a StringArray, or a list or record of them, received 0',
    ],
  ])('%s', async (_, dataset, message) => {
    await expect(collect(dataset.batch(2))).rejects.toThrow(message);
  });
});
