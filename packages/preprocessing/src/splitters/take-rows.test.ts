import { ndArray, StringArray } from '@myelin/core';
import { columnFrom, type Table, table } from '@myelin/table';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { takeRows } from './take-rows.ts';

describe('takeRows', () => {
  test('takes rows of every kind of data, as what it was', () => {
    const people = table({ name: ['Kim', 'Sato', 'Li'], age: [30, null, 27] });
    expect(takeRows(people, [2, 0]).toRows()).toEqual([
      { name: 'Li', age: 27 },
      { name: 'Kim', age: 30 },
    ]);
    expect(
      takeRows(
        ndArray([
          [1, 2],
          [3, 4],
        ]),
        [1],
      ).toArray(),
    ).toEqual([[3, 4]]);
    expect(takeRows(new StringArray(['a', 'b'], [2]), Int32Array.of(1, 1)).data).toEqual([
      'b',
      'b',
    ]);
    expect(takeRows(columnFrom('test', 'age', [1, null, 3]), [1, 2]).toArray()).toEqual([null, 3]);
    expect(takeRows(Uint8Array.of(7, 8, 9), [2, 1])).toEqual(Uint8Array.of(9, 8));
    expect(takeRows([{ id: 1 }, { id: 2 }], [1])).toEqual([{ id: 2 }]);
    expect(takeRows(['a'], [])).toEqual([]);
  });

  test('has the type of what was given', () => {
    const people = table({ age: [30, 27] });
    expectTypeOf(takeRows(people, [0])).toEqualTypeOf<Table<{ readonly age: number }>>();
    expectTypeOf(takeRows(['a', 'b'], [0])).toEqualTypeOf<string[]>();
    expectTypeOf(takeRows([[1, 2]] as const, [0])).toEqualTypeOf<(readonly [1, 2])[]>();
    expectTypeOf(takeRows(Float32Array.of(1), [0])).toExtend<Float32Array>();
  });

  test.each([
    [[3], /`indices` must be whole numbers from 0 to 2, received 3/],
    [[-1], /received -1/],
    [[0.5], /received 0.5/],
  ])('refuses rows %j of three', (indices, message) => {
    expect(() => takeRows(['a', 'b', 'c'], indices)).toThrow(message);
    expect(() => takeRows(Float64Array.of(1, 2, 3), indices)).toThrow(message);
  });

  test('refuses what has no rows', () => {
    expect(() => takeRows('abc' as never, [0])).toThrow(
      /must be a table, an array, a column or a list/,
    );
    expect(() => takeRows(ndArray(3), [0])).toThrow(/must have rows, received a scalar/);
  });
});
