import { type NdArray, ndArray, ShapeError } from '@myelin/core';
import { expect, expectTypeOf, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import type { Dataset } from './dataset.ts';
import { fromArrays } from './from-arrays.ts';

test('the elements are the rows, with their targets and weights', async () => {
  const dataset = fromArrays(
    [
      [1, 2],
      [3, 4],
    ],
    [0, 1],
    [0.5, 2],
  );
  expect(dataset.cardinality).toBe(2);
  const [, second] = await collect(dataset);
  expect(second?.x.toArray()).toEqual([3, 4]);
  expect(second?.y.toArray()).toBe(1);
  expect(second?.sampleWeight.toArray()).toBe(2);
});

test('what is not given is not there', async () => {
  const [first] = await collect(fromArrays([1, 2]));
  expect(Object.keys(first ?? {})).toEqual(['x']);
  const [weighted] = await collect(fromArrays([1, 2], undefined, [1, 1]));
  expect(Object.keys(weighted ?? {})).toEqual(['x', 'sampleWeight']);
});

test('the rows are views, not copies', async () => {
  const x = ndArray(new Uint8Array([1, 2, 3, 4]), [2, 2]);
  const [first] = await collect(fromArrays(x));
  expect(first?.x.data.buffer).toBe(x.data.buffer);
});

test('the types say what an element holds', () => {
  expectTypeOf(fromArrays([1])).toEqualTypeOf<Dataset<{ readonly x: NdArray }>>();
  expectTypeOf(fromArrays([1], [1])).toEqualTypeOf<
    Dataset<{ readonly x: NdArray; readonly y: NdArray }>
  >();
});

test('an empty array is an empty data set', async () => {
  const dataset = fromArrays(ndArray(new Float32Array(0), [0, 3]));
  expect(dataset.cardinality).toBe(0);
  expect(await collect(dataset)).toEqual([]);
});

test.each([
  {
    arrays: [
      [1, 2, 3],
      [1, 2],
    ],
    why: '`x` has 3 rows and `y` has 2',
  },
  { arrays: [[1, 2], [1, 2], [1]], why: '`x` has 2 rows and `sampleWeight` has 1' },
  { arrays: [7], why: '`x` must have rows, received the scalar 7' },
])('$why', ({ arrays, why }) => {
  const build = () => fromArrays(...(arrays as [number[], number[], number[]]));
  expect(build).toThrow(ShapeError);
  expect(build).toThrow(why);
});
