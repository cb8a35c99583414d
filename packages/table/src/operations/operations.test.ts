import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ArgumentError, DataError, ShapeError } from '@myelin/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { fromRows, readCsv, type Table, table } from '../index.ts';

const people = table({
  Sex: ['male', 'female', null],
  Age: [22, null, 38],
  city: ['b', 'a', 'b'],
});

describe('Operations', () => {
  test('rename gives other names and keeps the values', () => {
    const renamed = people.rename({ Sex: 'sex' });
    expectTypeOf(renamed.row(0)).toEqualTypeOf<{
      readonly sex: string | null;
      readonly Age: number | null;
      readonly city: string;
    }>();
    expect(renamed.columnNames).toEqual(['sex', 'Age', 'city']);
    expect(people.columnNames).toEqual(['Sex', 'Age', 'city']);
    expect(() => people.rename({ age: 'x' } as never)).toThrow('did you mean `Age`');
    expect(() => people.rename({ Age: 'Sex' })).toThrow('two columns have the name `Sex`');
  });

  test('map and replace turn the values of a column', () => {
    const coded = people.map('Sex', (sex) => (sex === 'male' ? 1 : 0));
    expectTypeOf(coded.column('Sex').at(0)).toEqualTypeOf<0 | 1>();
    expect(coded.column('Sex').toArray()).toEqual([1, 0, 0]);
    expect(coded.columnNames).toEqual(['Sex', 'Age', 'city']);
    expect(people.replace('Sex', { male: 1, female: 0 }).column('Sex').toArray()).toEqual([
      1,
      0,
      null,
    ]);
    const known = people.replace(
      'Age',
      new Map<number | null, number>([
        [22, 23],
        [null, 0],
      ]),
    );
    expect(known.column('Age').toArray()).toEqual([23, 0, 38]);
    expect(people.replace('city', { constructor: 'x' }).column('city').toArray()).toEqual([
      'b',
      'a',
      'b',
    ]);
    expect(() => people.replace('city', 'b' as never)).toThrow(ArgumentError);
  });

  test('head and tail', () => {
    expect(people.head(2).length).toBe(2);
    expect(people.tail(1).row(0).Age).toBe(38);
    expect(people.tail(9).length).toBe(3);
    expect(people.tail(0).length).toBe(0);
    expect(() => people.head(-1)).toThrow('`count` must be a whole number of at least 0');
  });

  // Orders of pandas 3.1, sort_values(kind='stable').
  test('sort is stable, and missing values come last both ways', () => {
    const numbers = table({ x: [3, 1, null, 2, 1], i: [0, 1, 2, 3, 4] });
    expect(numbers.sort('x').column('i').toArray()).toEqual([1, 4, 3, 0, 2]);
    expect(numbers.sort('x', { descending: true }).column('i').toArray()).toEqual([0, 3, 1, 4, 2]);
    expect(people.sort(['city', 'Age']).column('Age').toArray()).toEqual([null, 22, 38]);
    expect(() => table({ a: [1, 'x'] }).sort('a')).toThrow(DataError);
  });

  test('concat puts the rows of tables below one another, columns by name', () => {
    const other = people.select('city', 'Sex', 'Age') as unknown as typeof people;
    expect(people.concat(other, people).toRows()).toEqual([
      ...people.toRows(),
      ...people.toRows(),
      ...people.toRows(),
    ]);
    const texts = table({ a: ['x'] }) as unknown as Table<{ a: number }>;
    expect(
      table({ a: [1] })
        .concat(texts)
        .column('a').kind,
    ).toBe('mixed');
    expect(() => people.concat(people.drop('Age') as never)).toThrow(ShapeError);
    expect(() => people.concat(people.drop('Age') as never)).toThrow('lacks the column `Age`');
  });

  test('dropMissing and fillMissing', () => {
    expect(people.dropMissing().toRows()).toEqual([{ Sex: 'male', Age: 22, city: 'b' }]);
    const aged = people.dropMissing('Age');
    expectTypeOf(aged.column('Age').at(0)).toEqualTypeOf<number>();
    expect(aged.column('Sex').toArray()).toEqual(['male', null]);
    const filled = people.fillMissing({ Age: 30, Sex: 'unknown' });
    expectTypeOf(filled.column('Age').at(0)).toEqualTypeOf<number>();
    expect(filled.toColumns()).toMatchObject({
      Age: [22, 30, 38],
      Sex: ['male', 'female', 'unknown'],
    });
    expect(() => people.fillMissing({ Age: '30' } as never)).toThrow(
      'column `Age` of kind \'number\' must be filled with a value of that kind, received "30"',
    );
    expect(() => people.fillMissing({ Age: Number.NaN })).toThrow(DataError);
  });

  // pandas 3.1: Series(['b', 'a', 'c', 'a', 'b', 'd']).value_counts()
  test('valueCounts orders by count, then by first appearance', () => {
    const letters = table({ x: ['b', 'a', 'c', 'a', 'b', 'd', null] });
    expect([...letters.valueCounts('x')]).toEqual([
      ['b', 2],
      ['a', 2],
      ['c', 1],
      ['d', 1],
    ]);
    expect(letters.valueCounts('x', { normalize: true }).get('c')).toBe(1 / 6);
    expect(letters.unique('x')).toEqual(['b', 'a', 'c', 'd']);
  });

  test('sample draws rows without repetition, the same ones for a seed', () => {
    const rows = fromRows(Array.from({ length: 50 }, (_, i) => ({ i })));
    const drawn = rows.sample(20, { seed: 7 });
    expect(new Set(drawn.column('i')).size).toBe(20);
    expect(rows.sample(20, { seed: 7 }).toRows()).toEqual(drawn.toRows());
    expect(rows.sample(20, { seed: 8 }).toRows()).not.toEqual(drawn.toRows());
    expect(() => rows.sample(51)).toThrow(
      '`count` must be a whole number of at least 0 and of at most 50',
    );
  });
});

describe('describe, as pandas 3.1', () => {
  test('numbers: count, mean, std, min, quartiles, max', () => {
    const { statistic, x, one, none } = table({
      x: [1, null, 3, 2],
      one: [5, null, null, null],
      none: [null, null, null, null],
      text: ['a', 'b', 'c', 'd'],
    })
      .describe()
      .toColumns() as Record<string, unknown>;
    expect(statistic).toEqual(['count', 'mean', 'std', 'min', '25%', '50%', '75%', 'max']);
    expect(x).toEqual([3, 2, 1, 1, 1.5, 2, 2.5, 3]);
    expect(one).toEqual([1, 5, null, 5, 5, 5, 5, 5]);
    expect(none).toEqual([0, null, null, null, null, null, null, null]);
  });

  test('texts and booleans: count, unique, top, freq', () => {
    const summary = table({
      t: ['b', 'a', 'c', 'a', 'b'],
      f: [true, false, true, null, null],
    }).describe();
    expect(summary.toRows()).toEqual([
      { statistic: 'count', t: 5, f: 3 },
      { statistic: 'unique', t: 3, f: 2 },
      { statistic: 'top', t: 'b', f: true },
      { statistic: 'freq', t: 2, f: 2 },
    ]);
  });

  const titanic = join(process.env.MYELIN_DATA ?? '', 'titanic/train.csv');
  test.skipIf(!existsSync(titanic))('Titanic (MYELIN_DATA)', async () => {
    const passengers = await readCsv(titanic);
    const numbers = passengers.describe('Age', 'Fare');
    const expected = {
      Age: [714, 29.69911764705882, 14.526497332334042, 0.42, 20.125, 28, 38, 80],
      Fare: [891, 32.204207968574636, 49.6934285971809, 0, 7.9104, 14.4542, 31, 512.3292],
    };
    for (const [name, values] of Object.entries(expected)) {
      for (const [i, value] of values.entries()) {
        // Sums in another order differ in the last digits.
        expect(numbers.column(name).at(i)).toBeCloseTo(value, 11);
      }
    }
    expect(passengers.describe('Sex', 'Cabin', 'Ticket').toRows().slice(1)).toEqual([
      { statistic: 'unique', Sex: 2, Cabin: 147, Ticket: 681 },
      { statistic: 'top', Sex: 'male', Cabin: 'G6', Ticket: '347082' },
      { statistic: 'freq', Sex: 577, Cabin: 4, Ticket: 7 },
    ]);
    expect([...passengers.valueCounts('Ticket')].slice(0, 4)).toEqual([
      ['347082', 7],
      ['1601', 7],
      ['CA. 2343', 7],
      ['3101295', 6],
    ]);
    expect([...passengers.valueCounts('Embarked', { normalize: true }).values()]).toEqual([
      0.7244094488188977, 0.1889763779527559, 0.08661417322834646,
    ]);
  });
});
