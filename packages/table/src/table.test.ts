import { ArgumentError, DataError, NdArray, ShapeError } from '@myelin/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Column, fromRows, Table, table } from './index.ts';

const people = table({
  name: ['Kim', 'Sato', 'Li'],
  age: [30, null, 27],
  member: [true, false, null],
});

describe('A table', () => {
  test('knows its columns, their kinds and its size', () => {
    expect(people.columnNames).toEqual(['name', 'age', 'member']);
    expect(people.columns.map(({ kind }) => kind)).toEqual(['text', 'number', 'boolean']);
    expect(people.shape).toEqual([3, 3]);
    expectTypeOf(people).toExtend<Table>();
    expectTypeOf(people.select('age')).toExtend<Table>();
    expectTypeOf(people.column('age')).toEqualTypeOf<Column<number | null>>();
    expectTypeOf(people.drop('age').row(0)).toEqualTypeOf<{
      readonly name: string;
      readonly member: boolean | null;
    }>();
  });

  test('reads rows, and null where a value is missing', () => {
    expect(people.row(1)).toEqual({ name: 'Sato', age: null, member: false });
    expect(people.row(-1)).toEqual({ name: 'Li', age: 27, member: null });
    expect(people.toRows()).toHaveLength(3);
    expect(() => people.row(3)).toThrow('an index must be a whole number from -3 to 2, received 3');
  });

  test('drop gives a new table and keeps this one as it was', () => {
    const rest = people.drop('age');
    expect(rest.columnNames).toEqual(['name', 'member']);
    expect(people.columnNames).toEqual(['name', 'age', 'member']);
  });

  test('answers a near miss with a suggestion', () => {
    const untyped = new Table(people.columns);
    expect(() => untyped.select('Age')).toThrow(ArgumentError);
    expect(() => untyped.drop('nane')).toThrow(
      /there is no column `nane`.\n {2}Fix: did you mean `name`/,
    );
  });

  test('filter, take, slice and with', () => {
    expect(people.filter(({ age }) => age !== null).toColumns().name).toEqual(['Kim', 'Li']);
    expect(people.take([2, 0, 2]).column('name').toArray()).toEqual(['Li', 'Kim', 'Li']);
    expect(people.slice(-2).column('name').toArray()).toEqual(['Sato', 'Li']);
    const coded = people.with('member', ({ member }) => Number(member));
    expect(coded.column('member').toArray()).toEqual([1, 0, 0]);
    expect(coded.columnNames).toEqual(people.columnNames);
    expect(() => people.with('age', [1])).toThrow(ShapeError);
  });

  test('numbers come as float64 with NaN for what is missing; texts are refused by name', () => {
    const array = people.toNdArray('age', 'member');
    expect(array).toBeInstanceOf(NdArray);
    expect(array.dtype).toBe('float64');
    expect(array.toArray()).toEqual([
      [30, 1],
      [Number.NaN, 0],
      [27, Number.NaN],
    ]);
    expect(() => people.toNdArray()).toThrow(DataError);
    expect(() => people.toNdArray()).toThrow(
      'column `name` must hold numbers, received "Kim" in row 0',
    );
  });

  test('rows may lack columns; values of several kinds are a mixed column', () => {
    const rows = fromRows([{ a: 1 }, { a: 'x', b: true }, {}] as {
      a?: number | string;
      b?: boolean;
    }[]);
    expect(rows.toColumns()).toEqual({ a: [1, 'x', null], b: [null, true, null] });
    expect(rows.column('a').kind).toBe('mixed');
  });

  test('NaN in a list is a missing value, whatever the others are', () => {
    const mixed = table({
      text: ['x', Number.NaN],
      flag: [Number.NaN, true],
      none: [Number.NaN, null],
    });
    expect(mixed.columns.map(({ kind }) => kind)).toEqual(['text', 'boolean', 'number']);
    expect(mixed.column('text').values).toEqual(['x', null]);
    expect(
      people.map('age', (age) => (age === null ? Number.NaN : `${age}`)).column('age').kind,
    ).toBe('text');
  });

  test('refuses what is no table', () => {
    expect(() => table({ a: new BigInt64Array(2) } as never)).toThrow('received BigInt64Array');
    expect(() => table({ a: new DataView(new ArrayBuffer(8)) } as never)).toThrow(
      'column `a` must be a list, a typed array or a vector',
    );
    expect(() => table({ a: [1, 2], b: [1] })).toThrow('received 2 in `a` and 1 in `b`');
    expect(() => table({ a: [{}] } as never)).toThrow(
      'column `a` must hold numbers, texts, booleans or null',
    );
    expect(() => fromRows([[1]] as never)).toThrow('row 0 must be an object');
  });
});
