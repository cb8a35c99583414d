import { describe, expect, test } from 'vitest';
import type { NestedArray } from '../index.ts';
import { ArgumentError, DataError, formatArray, NdArray, ndArray, ShapeError } from '../index.ts';
import { flattenNested } from './nested-array.ts';

describe('Nested lists', () => {
  test.each([
    [5, [], [5], 'int32'],
    [[], [0], [], 'int32'],
    [
      [
        [1, 2],
        [3, 4],
      ],
      [2, 2],
      [1, 2, 3, 4],
      'int32',
    ],
    [[1, 2.5], [2], [1, 2.5], 'float32'],
    [[true, false], [2], [1, 0], 'bool'],
    [[true, 2], [2], [1, 2], 'int32'],
    [[2 ** 31], [1], [2 ** 31], 'float32'],
    [[Number.NaN], [1], [Number.NaN], 'float32'],
    [[[[1]], [[2]]], [2, 1, 1], [1, 2], 'int32'],
  ] as const)('%j has shape %j', (nested, shape, values, kind) => {
    expect(flattenNested('test', nested as NestedArray)).toEqual({ shape, values, kind });
  });

  test.each([
    [[[1, 2], [3]], 'promise shape [2, 2], element [1] is a list of 1'],
    [[[1], 2], 'promise shape [2, 1], element [1] is 2'],
    [[1, [2]], 'promise shape [2], element [1] is a list of 1'],
    [
      [
        [[1], [2]],
        [[3], [4, 5]],
      ],
      'element [1][1] is a list of 2',
    ],
  ])('%j is ragged', (nested, message) => {
    expect(() => ndArray(nested as NestedArray)).toThrow(ShapeError);
    expect(() => ndArray(nested as NestedArray)).toThrow(message);
  });

  test.each([
    [[1, 'a'], 'element [1] must be a number or a boolean, received "a"'],
    [[[1, null]], 'element [0][1] must be a number or a boolean, received null'],
    [[{}], 'received an empty object'],
  ])('%j holds no numbers', (nested, message) => {
    expect(() => ndArray(nested as never)).toThrow(DataError);
    expect(() => ndArray(nested as never)).toThrow(message);
  });
});

describe('ndArray', () => {
  test.each([
    [Float64Array.of(0.5), 'float32'],
    [Uint8Array.of(1), 'uint8'],
    [Uint8ClampedArray.of(1), 'uint8'],
    [Int8Array.of(-1), 'int32'],
    [Int16Array.of(-1), 'int32'],
    [Uint16Array.of(1), 'int32'],
    [Uint32Array.of(4e9), 'float32'],
    [Int32Array.of(1), 'int32'],
  ])('%o is stored as %s', (values, dtype) => {
    const array = ndArray(values);
    expect(array.dtype).toBe(dtype);
    expect(array.shape).toEqual([1]);
  });

  test('a typed array that fits is not copied', () => {
    const values = Float32Array.of(1, 2, 3, 4);
    expect(ndArray(values, [2, 2]).data).toBe(values);
  });

  test('doubles are kept where they are asked for, and in what is computed from them', () => {
    const doubles = ndArray([[0.1], [1e300]], undefined, 'float64');
    expect(doubles.dtype).toBe('float64');
    expect(doubles.data).toEqual(Float64Array.of(0.1, 1e300));
    expect(new NdArray(Float64Array.of(0.1), [1]).dtype).toBe('float64');
    expect(doubles.div(2).toArray()).toEqual([[0.05], [5e299]]);
    expect(doubles.take([1]).dtype).toBe('float64');
    expect(doubles.astype('float32').at(0, 0)).toBe(Math.fround(0.1));
  });

  test('another NdArray comes back, reshaped if a shape is given', () => {
    const one = ndArray([1, 2]);
    expect(ndArray(one)).toBe(one);
    expect(ndArray(one, [2, 1]).shape).toEqual([2, 1]);
  });

  test('refuses what is no array, and shapes that do not fit', () => {
    expect(() => ndArray('1,2' as never)).toThrow(ArgumentError);
    expect(() => new NdArray(Float32Array.of(1, 2), [3])).toThrow(
      'NdArray: shape [3] holds 3 elements, received 2',
    );
  });
});

describe('NdArray', () => {
  const x = ndArray([
    [1, 2, 3],
    [4, 5, 6],
  ]);

  test('knows its sizes', () => {
    expect([x.rank, x.size, x.length]).toEqual([2, 6, 2]);
    expect(ndArray(7).length).toBe(1);
  });

  test('at takes one index an axis, negative ones from the end', () => {
    expect(x.at(0, 1)).toBe(2);
    expect(x.at(-1, -1)).toBe(6);
    expect(() => x.at(0)).toThrow('an array of shape [2, 3] takes 2 indices, received 1');
    expect(() => x.at(2, 0)).toThrow('an index must be a whole number from -2 to 1, received 2');
    expect(() => x.at(0, 0.5)).toThrow(ArgumentError);
  });

  test('row and slice are views', () => {
    expect(x.row(-1).toArray()).toEqual([4, 5, 6]);
    expect(x.row(0).data.buffer).toBe(x.data.buffer);
    expect(x.slice(1).toArray()).toEqual([[4, 5, 6]]);
    expect(x.slice(0, -1).toArray()).toEqual([[1, 2, 3]]);
    expect(x.slice(5).shape).toEqual([0, 3]);
    expect(() => ndArray(1).row(0)).toThrow('a scalar has no rows');
  });

  test('take copies wide rows, too', () => {
    const wide = new NdArray(
      Float32Array.from({ length: 120 }, (_, i) => i),
      [3, 40],
    );
    const taken = wide.take([2, -3]);
    expect([taken.at(0, 0), taken.at(0, 39), taken.at(1, 0), taken.at(1, 39)]).toEqual([
      80, 119, 0, 39,
    ]);
  });

  test('take copies rows in the order of the indices', () => {
    const taken = x.take([1, 0, 1]);
    expect(taken.toArray()).toEqual([
      [4, 5, 6],
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(taken.data.buffer).not.toBe(x.data.buffer);
    expect(() => x.take([2])).toThrow(ArgumentError);
  });

  test('reshape works one size out', () => {
    expect(x.reshape([3, -1]).toArray()).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(x.reshape([6]).data).toBe(x.data);
    expect(() => x.reshape([4, -1])).toThrow('6 elements of shape [2, 3] do not fit shape [4, -1]');
    expect(() => x.reshape([-1, -1])).toThrow(ShapeError);
  });

  test('arithmetic by numbers gives float32', () => {
    expect(x.div(2).at(0, 0)).toBe(0.5);
    expect(x.add(1).sub(2).mul(3).toArray()).toEqual([
      [0, 3, 6],
      [9, 12, 15],
    ]);
    expect(x.map((value, i) => value * i).dtype).toBe('float32');
  });

  test('astype converts; bool is 0 and 1', () => {
    expect(ndArray([0, 2, -1]).astype('bool').toArray()).toEqual([0, 1, 1]);
    expect(ndArray([1.9]).astype('int32').toArray()).toEqual([1]);
    expect(x.astype('int32')).toBe(x);
  });

  test('reductions', () => {
    expect([x.min(), x.max(), x.sum(), x.mean()]).toEqual([1, 6, 21, 3.5]);
    expect(() => ndArray([]).max()).toThrow('NdArray.max: an empty array has no max');
  });

  test('argMax takes the first of equal ones, along any axis', () => {
    const y = ndArray([
      [1, 5, 5],
      [7, 0, 6],
    ]);
    expect(y.argMax().toArray()).toEqual([1, 0]);
    expect(y.argMax(0).toArray()).toEqual([1, 0, 1]);
    expect(() => y.argMax(2)).toThrow(ArgumentError);
  });

  test('toArray and toString', () => {
    expect(ndArray(3).toArray()).toBe(3);
    expect(String(x)).toBe('[[1, 2, 3],\n [4, 5, 6]] shape [2, 3] int32');
  });
});

describe('formatArray', () => {
  test.each([
    [[1], [], 'float32', '1 shape [] float32'],
    [[], [0], 'float32', '[] shape [0] float32'],
    [[0.25, 1, 2, 3.5], [2, 2], 'float32', '[[0.25, 1.00],\n [2.00, 3.50]] shape [2, 2] float32'],
    [[1, 0], [2], 'bool', '[true, false] shape [2] bool'],
    [[10, 9, 8, 7], [2, 2], 'int32', '[[10,  9],\n [ 8,  7]] shape [2, 2] int32'],
    [[1e9, 1], [2], 'float32', '[1.0000e+9, 1.0000e+0] shape [2] float32'],
    [[Number.NaN, 0.5], [2], 'float32', '[NaN, 0.5] shape [2] float32'],
    [[1, 2, 3, 4], [2, 1, 2], 'int32', '[[[1, 2]],\n\n [[3, 4]]] shape [2, 1, 2] int32'],
  ] as const)('%j of shape %j as %s', (values, shape, dtype, text) => {
    expect(formatArray(values, shape, dtype)).toBe(text);
  });

  test('large arrays are shortened to their edges', () => {
    const values = Int32Array.from({ length: 2000 }, (_, i) => i);
    expect(formatArray(values, [2000], 'int32')).toBe(
      '[0, 1, 2, …, 1997, 1998, 1999] shape [2000] int32',
    );
    const rows = formatArray(values, [1000, 2], 'int32').split('\n');
    expect(rows[2]).toBe(' [   4,    5],');
    expect(rows[3]).toBe(' …,');
    expect(rows).toHaveLength(7);
  });
});
