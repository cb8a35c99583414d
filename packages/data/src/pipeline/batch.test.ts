import { ArgumentError, DataError, ndArray, ShapeError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import { fromArrays } from './from-arrays.ts';

const five = fromArrays(
  [
    [1, 10],
    [2, 20],
    [3, 30],
    [4, 40],
    [5, 50],
  ],
  [1, 2, 3, 4, 5],
);

// Behind map() elements are stacked one by one; without it rows are gathered. Both must give the same.
describe.each([
  { path: 'gathered', dataset: five },
  { path: 'stacked', dataset: five.map((element) => element) },
])('$path batches', ({ dataset }) => {
  test('keep the rows and their targets together', async () => {
    const batches = await collect(dataset.batch(2));
    expect(batches.map(({ x }) => x.toArray())).toEqual([
      [
        [1, 10],
        [2, 20],
      ],
      [
        [3, 30],
        [4, 40],
      ],
      [[5, 50]],
    ]);
    expect(batches.map(({ y }) => y.toArray())).toEqual([[1, 2], [3, 4], [5]]);
    expect(batches.map(({ x }) => x.dtype)).toEqual(['int32', 'int32', 'int32']);
  });

  test('leave the remainder out on request', async () => {
    const batches = dataset.batch(2, { dropRemainder: true });
    expect(batches.cardinality).toBe(2);
    expect((await collect(batches)).map(({ y }) => y.toArray())).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test.each([
    [1, 5],
    [5, 1],
    [7, 1],
    [2 ** 50, 1],
  ])('of %i are %i', async (size, count) => {
    expect(dataset.batch(size).cardinality).toBe(count);
    expect(await collect(dataset.batch(size))).toHaveLength(count);
  });
});

test('batches of batches have one more axis', async () => {
  const [first] = await collect(five.batch(2).batch(2));
  expect(first?.x.shape).toEqual([2, 2, 2]);
});

test('neighboring rows are a view, others a copy', async () => {
  const x = ndArray(new Uint8Array([1, 2, 3, 4]));
  const [view] = await collect(fromArrays(x).batch(2));
  const [copy] = await collect(fromArrays(x).shuffle(4, { seed: 1 }).batch(4));
  expect(view?.x.data.buffer).toBe(x.data.buffer);
  expect(copy?.x.data.buffer).not.toBe(x.data.buffer);
});

test.each([0, 2.5, Number.NaN])('a batch size of %s is refused', (size) => {
  expect(() => five.batch(size)).toThrow(ArgumentError);
  expect(() => five.batch(size)).toThrow('`batchSize`');
});

describe('elements that do not fit together are refused:', () => {
  test('shapes', async () => {
    const ragged = five.map(({ x, y }) => ({ x: x.slice(0, y.at() === 2 ? 1 : 2), y }));
    const error = await collect(ragged.batch(5)).catch((e) => e);
    expect(error).toBeInstanceOf(ShapeError);
    expect(error.message).toContain(
      '`x` of element 1 of the batch has shape [1] where the first has [2]',
    );
  });

  test('element types', async () => {
    const mixed = five.map(({ x, y }) => ({ x: y.at() === 3 ? x.astype('float32') : x, y }));
    const error = await collect(mixed.batch(5)).catch((e) => e);
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toContain(
      '`x` of element 2 of the batch is float32 where the first is int32',
    );
  });

  test('missing arrays', async () => {
    const mixed = five.map(({ x, y }) => (y.at() === 4 ? { x } : { x, y }));
    const error = await collect(mixed.batch(5)).catch((e) => e);
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toContain('element 3 of the batch has x where the first has x, y');
  });
});
